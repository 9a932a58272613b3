#include "line_editor.hpp"

#include <histedit.h>
#include <langinfo.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstring>
#include <cwchar>

#include <shortread/programs/output.hpp>

namespace shortread {
namespace {

// libedit speaks wide characters, and the C library's calls for those keep a state. Ours is passed
// to each of them, the locale is set once before anything is read, and this program has one thread.
// NOLINTBEGIN(concurrency-mt-unsafe)

constexpr int keys_at_once = 4096;                 // then somebody else's turn
constexpr int rest_of_a_key_ms = 250;              // an arrow is three bytes; a lone Escape is one
constexpr wchar_t no_key = L'\a';                  // bound to nothing, and ends whatever has begun
constexpr std::wstring_view end_of_input = L"\4";  // Ctrl-D on an empty line, as libedit gives it

bool is_ready(int wait_ms) {
  pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return ::poll(&input, 1, wait_ms) > 0;
}

// Accents can be typed only where characters of several bytes are known.
void know_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) std::setlocale(LC_CTYPE, "C.UTF-8");
}

std::string utf8_of(std::wstring_view text) {
  std::string bytes;
  std::mbstate_t state{};
  for (const wchar_t character : text) {
    char room[16];
    const std::size_t count = std::wcrtomb(room, character, &state);
    if (count != static_cast<std::size_t>(-1)) bytes.append(room, count);
  }
  return bytes;
}

std::wstring wide(std::string_view text) {
  std::wstring characters;
  std::mbstate_t state{};
  while (!text.empty()) {
    wchar_t one = 0;
    const std::size_t count = std::mbrtowc(&one, text.data(), text.size(), &state);
    if (count == 0 || count > text.size()) break;
    characters += one;
    text.remove_prefix(count);
  }
  return characters;
}

std::size_t columns_of(std::wstring_view text) {
  std::size_t columns = 0;
  for (const wchar_t character : text) {
    const int width = ::wcwidth(character);
    columns += width > 0 ? static_cast<std::size_t>(width) : 0;
  }
  return columns;
}

std::size_t columns_of_the_window() {
  winsize window{};
  const bool is_known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0;
  return is_known ? window.ws_col : 80;
}

}  // namespace

// libedit's own calls, not its readline look-alike: that one does not tell where the cursor is
// while a line is being typed, and so nothing could be printed above a line of several rows.
struct LineEditor::Terminal {
  explicit Terminal(std::string begin) : prompt{std::move(begin)} {
    know_utf8();
    wide_prompt = wide(prompt);
    edit = ::el_init("chat", stdin, stdout, stderr);
    history = ::history_winit();
    ::history_w(history, &told, H_SETSIZE, 1000);
    ::history_w(history, &told, H_SETUNIQUE, 1);
    ::el_wset(edit, EL_CLIENTDATA, this);
    ::el_wset(edit, EL_PROMPT, prompt_of);
    ::el_wset(edit, EL_EDITOR, L"emacs");
    ::el_wset(edit, EL_HIST, history_w, history);
    ::el_wset(edit, EL_GETCFN, next_key);
    ::el_wset(edit, EL_UNBUFFERED, 1);
  }

  ~Terminal() {
    erase();
    ::el_wset(edit, EL_UNBUFFERED, 0);
    ::el_end(edit);
    ::history_wend(history);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  static wchar_t* prompt_of(EditLine* edit) { return of(edit).wide_prompt.data(); }

  static Terminal& of(EditLine* edit) {
    void* self = nullptr;
    ::el_wget(edit, EL_CLIENTDATA, &self);
    return *static_cast<Terminal*>(self);
  }

  // One character. Inside a key of several bytes nobody else is served: so that wait is short.
  static int next_key(EditLine* edit, wchar_t* key) {
    Terminal& self = of(edit);
    if (self.is_inside_a_key && !is_ready(rest_of_a_key_ms)) {
      *key = no_key;
      return 1;
    }
    self.is_inside_a_key = true;
    std::mbstate_t state{};
    for (;;) {
      char byte = 0;
      if (::read(STDIN_FILENO, &byte, 1) != 1) return 0;
      const std::size_t taken = std::mbrtowc(key, &byte, 1, &state);
      if (taken == static_cast<std::size_t>(-2)) continue;  // the character goes on
      if (taken == static_cast<std::size_t>(-1)) *key = no_key;
      return 1;
    }
  }

  [[nodiscard]] std::wstring_view before_the_cursor() const {
    const LineInfoW* const line = ::el_wline(edit);
    return {line->buffer, static_cast<std::size_t>(line->cursor - line->buffer)};
  }

  // The prompt and the line begun, whatever number of rows they take.
  void erase() const {
    const std::size_t columns = columns_of(wide_prompt) + columns_of(before_the_cursor());
    const std::size_t rows = columns / columns_of_the_window();
    const std::string up = "\x1b[" + std::to_string(rows) + "A";
    const std::string clear = "\r\x1b[J";
    print(rows > 0 ? up + clear : clear);
  }

  void draw() const { ::el_wset(edit, EL_REFRESH); }

  // A line has ended: the next one begins below it.
  void begin_anew() const {
    ::el_wset(edit, EL_UNBUFFERED, 0);
    ::el_wset(edit, EL_UNBUFFERED, 1);
  }

  std::string take(std::wstring_view line) {
    const std::wstring text{line.substr(0, line.size() - 1)};
    if (!text.empty()) ::history_w(history, &told, H_ENTER, text.c_str());
    return utf8_of(text);
  }

  std::string prompt;
  std::wstring wide_prompt;
  EditLine* edit = nullptr;
  HistoryW* history = nullptr;
  HistEventW told{};
  bool is_inside_a_key = false;
};

LineEditor::LineEditor(std::string prompt)
    : terminal_{std::make_unique<Terminal>(std::move(prompt))} {}
LineEditor::~LineEditor() = default;

LineEditor::More LineEditor::read_keys(std::vector<std::string>& lines) {
  for (int keys = 0; keys < keys_at_once && is_ready(0); ++keys) {
    terminal_->is_inside_a_key = false;
    int count = 0;
    const wchar_t* const text = ::el_wgets(terminal_->edit, &count);
    if (text == nullptr && count == 0) return More::has_ended;
    if (text == nullptr || count <= 0) continue;  // nothing is left of the line
    const std::wstring_view line{text, static_cast<std::size_t>(count)};
    if (line == end_of_input) return More::has_ended;
    if (line.back() != L'\n' && line.back() != L'\r') continue;
    lines.push_back(terminal_->take(line));
    terminal_->begin_anew();
  }
  return More::may_come;
}

void LineEditor::print_above(std::string_view line) {
  terminal_->erase();
  print_line(line);
  terminal_->draw();
}

void LineEditor::set_prompt(std::string prompt) {
  terminal_->erase();
  terminal_->prompt = std::move(prompt);
  terminal_->wide_prompt = wide(terminal_->prompt);
  terminal_->draw();
}

void LineEditor::draw_again() {
  terminal_->erase();
  ::el_resize(terminal_->edit);
  terminal_->draw();
}

// NOLINTEND(concurrency-mt-unsafe)

}  // namespace shortread
