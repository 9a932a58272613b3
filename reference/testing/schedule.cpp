#include <shortread/testing/schedule.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <shortread/testing/act.hpp>

namespace shortread::testing {
namespace {

struct Word {
  std::string_view text;
  Act act;
};

constexpr std::array<Word, 7> words{{{"rest", Act::rest},
                                     {"EINTR", Act::interrupted},
                                     {"EAGAIN", Act::would_block},
                                     {"end", Act::end},
                                     {"reset", Act::reset},
                                     {"gone", Act::gone},
                                     {"silence", Act::silence}}};

// Reads a text from left to right. The first thing that is wrong stays.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_{text} {}

  std::expected<Schedule, ScheduleError> schedule() {
    skip_separators();
    while (at_ < text_.size() && !error_) {
      item();
      skip_separators();
    }
    if (error_) return std::unexpected(*error_);
    return schedule_;
  }

 private:
  void item() {
    const std::size_t begin = at_;
    const std::string_view name = word();
    if (name == "incoming") bytes(schedule_.incoming, begin);
    else if (name == "outgoing") bytes(schedule_.outgoing, begin);
    else if (name == "recv") steps(schedule_.receives, begin, true);
    else if (name == "send") steps(schedule_.sends, begin, false);
    else fail(begin, "here stands incoming, outgoing, recv or send");
  }

  void bytes(std::string& into, std::size_t begin) {
    if (!into.empty()) return fail(begin, "stands here a second time");
    skip_spaces();
    if (!at('"')) return fail(at_, "bytes stand between \" and \"");
    while (!error_ && at('"')) {
      const std::string piece = literal();
      append(into, piece, at('*') ? factor() : 1);
      skip_spaces();
    }
    if (!error_ && !at_separator()) fail(at_, "here stands \", a new line or ;");
  }

  void append(std::string& into, const std::string& piece, std::uint64_t times) {
    if (!piece.empty() && times > (schedule_bytes_max - into.size()) / piece.size()) {
      return fail(at_, "more than 64 MiB");
    }
    if (piece.empty()) return;
    for (std::uint64_t i = 0; i < times; ++i) into += piece;
  }

  std::string literal() {
    std::string result;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') escape(result);
      else if (text_[at_] == '\n') break;
      else result += text_[at_];
      if (error_) return result;
    }
    if (!at('"')) fail(at_, "the closing \" is missing");
    else ++at_;
    return result;
  }

  // \\ \" \xNN; leaves at_ on its last character.
  void escape(std::string& result) {
    const std::string_view rest = text_.substr(at_ + 1);
    if (rest.starts_with('\\') || rest.starts_with('"')) {
      result += rest.front();
      ++at_;
      return;
    }
    unsigned value = 0;
    const char* const digits = rest.data() + 1;
    if (rest.size() >= 3 && rest.front() == 'x' &&
        std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
      result += static_cast<char>(value);
      at_ += 3;
      return;
    }
    fail(at_, "after \\ stands \\, \" or xNN with two hexadecimal digits");
  }

  std::uint64_t factor() {
    ++at_;
    const std::size_t begin = at_;
    const auto value = number(word());
    if (!value) fail(begin, "after * stands how many times");
    return value.value_or(0);
  }

  void steps(std::vector<Step>& into, std::size_t begin, bool is_recv) {
    if (!into.empty()) return fail(begin, "stands here a second time");
    for (skip_spaces(); !error_ && !at_separator(); skip_spaces()) step(into, is_recv);
    if (!error_ && into.empty()) fail(at_, "at least one step belongs here");
  }

  void step(std::vector<Step>& into, bool is_recv) {
    const std::size_t begin = at_;
    if (!into.empty() && is_last(into.back().act))
      return fail(begin, "nothing comes after the end");
    const std::string_view text = word();
    if (const auto count = number(text); count && *count > 0) {
      into.push_back({.act = Act::bytes, .count = *count});
      return;
    }
    const auto* found = std::ranges::find(words, text, &Word::text);
    if (found == words.end() || !(is_recv ? is_for_recv(found->act) : is_for_send(found->act))) {
      return fail(begin,
                  is_recv
                      ? "recv knows a number of bytes, rest, EINTR, EAGAIN, end, reset, silence"
                      : "send knows a number of bytes, rest, EINTR, EAGAIN, reset, gone, silence");
    }
    into.push_back({.act = found->act});
  }

  static std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
    return value;
  }

  std::string_view word() {
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n;\"*", at_), text_.size());
    const std::string_view result = text_.substr(at_, end - at_);
    at_ = end;
    return result;
  }

  [[nodiscard]] bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  [[nodiscard]] bool at_separator() const { return at_ == text_.size() || at('\n') || at(';'); }
  void skip_spaces() { at_ = std::min(text_.find_first_not_of(" \t\r", at_), text_.size()); }
  void skip_separators() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n;", at_), text_.size());
    while (at('#')) {  // a comment, to the end of its line
      at_ = std::min(text_.find('\n', at_), text_.size());
      at_ = std::min(text_.find_first_not_of(" \t\r\n;", at_), text_.size());
    }
  }
  void fail(std::size_t offset, std::string what) {
    if (!error_) error_ = ScheduleError{offset, std::move(what)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Schedule schedule_;
  std::optional<ScheduleError> error_;
};

std::string literal(std::string_view bytes) {
  std::string text = "\"";
  for (const char c : bytes) {
    const auto value = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (value >= 0x20 && value < 0x7F) {
      text += c;
    } else {
      constexpr std::string_view digits = "0123456789abcdef";
      text += "\\x";
      text += digits[value >> 4U];
      text += digits[value & 15U];
    }
  }
  return text + '"';
}

// The shortest front part that, repeated, gives all of `bytes` (the last time perhaps cut short).
std::size_t period(std::string_view bytes) {
  std::vector<std::size_t> border(bytes.size(), 0);  // of each prefix: its longest proper border
  for (std::size_t i = 1, k = 0; i < bytes.size(); ++i) {
    while (k > 0 && bytes[i] != bytes[k]) k = border[k - 1];
    if (bytes[i] == bytes[k]) ++k;
    border[i] = k;
  }
  return bytes.size() - border.back();
}

void add_steps(std::string& text, std::string_view name, const std::vector<Step>& steps,
               std::string_view separator) {
  if (steps.empty()) return;
  if (!text.empty()) text += separator;
  text += name;
  for (const Step& step : steps) {
    text += ' ';
    if (step.act == Act::bytes) text += std::to_string(step.count);
    else text += std::ranges::find(words, step.act, &Word::act)->text;
  }
}

void add_bytes(std::string& text, std::string_view name, std::string_view bytes,
               std::string_view separator) {
  if (bytes.empty()) return;
  if (!text.empty()) text += separator;
  text += name;
  text += ' ';
  text += in_quotes(bytes);
}

std::string joined(const Schedule& schedule, std::string_view separator) {
  std::string text;
  add_bytes(text, "incoming", schedule.incoming, separator);
  add_steps(text, "recv", schedule.receives, separator);
  add_bytes(text, "outgoing", schedule.outgoing, separator);
  add_steps(text, "send", schedule.sends, separator);
  return text;
}

}  // namespace

std::expected<Schedule, ScheduleError> parse_schedule(std::string_view text) {
  return Reader{text}.schedule();
}

std::string to_text(const Schedule& schedule) {
  const std::string text = joined(schedule, "\n");
  return text.empty() ? text : text + "\n";
}

std::string to_line(const Schedule& schedule) { return joined(schedule, "; "); }

std::string in_quotes(std::string_view bytes) {
  constexpr std::size_t readable = 64;
  if (bytes.size() <= readable) return literal(bytes);
  const std::size_t part = period(bytes);
  if (part > bytes.size() / 2) return literal(bytes);
  std::string text = literal(bytes.substr(0, part)) + "*" + std::to_string(bytes.size() / part);
  if (const auto tail = bytes.substr(bytes.size() / part * part); !tail.empty()) {
    text += " " + literal(tail);
  }
  return text;
}

}  // namespace shortread::testing
