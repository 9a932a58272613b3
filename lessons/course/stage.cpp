#include "stage.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <thread>

#include <shortread/programs/output.hpp>

namespace course {
namespace {

constexpr const char* bold = "1";
constexpr const char* dim = "2";
constexpr const char* red = "31";
constexpr const char* green = "32";

// Columns a UTF-8 text takes: every character of the pages is one wide.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Cuts on a character's border.
std::string shortened(std::string_view text, std::size_t room) {
  if (width(text) <= room) return std::string{text};
  std::string cut;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins && width(cut) == room - 3) break;
    cut += text[i];
  }
  return cut + "...";
}

char key_of(std::size_t index) { return static_cast<char>('1' + index); }

}  // namespace

Stage::Stage(bool pauses)
    : pauses_{pauses},
      is_terminal_{::isatty(STDOUT_FILENO) == 1},
      // NOLINTNEXTLINE(concurrency-mt-unsafe): no thread runs yet
      is_coloured_{is_terminal_ && std::getenv("NO_COLOR") == nullptr} {}

void Stage::put(std::string_view line) { shortread::print_line(line); }

std::string Stage::coloured(std::string_view text, const char* code) const {
  if (!is_coloured_) return std::string{text};
  return "\x1b[" + std::string{code} + "m" + std::string{text} + "\x1b[0m";
}

void Stage::wrapped(std::string_view text, std::string_view indent, std::string_view hanging) {
  std::istringstream words{std::string{text}};
  std::string line{indent};
  bool is_empty = true;
  for (std::string word; words >> word; is_empty = false) {
    if (!is_empty && width(line) + 1 + width(word) > columns) {
      put(line);
      line = hanging;
      is_empty = true;
    }
    if (!is_empty) line += ' ';
    line += word;
  }
  put(line);
}

void Stage::title(const Lesson& lesson) {
  put("");
  put(coloured(lesson.title, bold));
  put(std::string(width(lesson.title), '='));
  wrapped(lesson.opening, "", "");
}

void Stage::question(const Moment& moment, std::size_t number, std::size_t of) {
  const std::string count = " " + std::to_string(number) + " of " + std::to_string(of) + " ";
  put("");
  put(coloured("--" + count + std::string(columns - 2 - count.size(), '-'), dim));
  wrapped(moment.question, "", "");
  for (std::size_t i = 0; i < moment.answers.size(); ++i) {
    wrapped(moment.answers[i], std::string{"  "} + key_of(i) + ") ", "     ");
  }
  // A moment to think; where nobody watches, none is needed.
  if (is_terminal_ && !pauses_) std::this_thread::sleep_for(std::chrono::milliseconds{800});
}

Wish Stage::pause(const Moment& moment) {
  if (!pauses_) return Wish::on;
  for (;;) {
    shortread::print("\nYour answer, or Enter (b back, r repeat, q quit): ");
    std::string input;
    if (!std::getline(std::cin, input)) {
      put("");
      pauses_ = false;  // nobody is there any more
      return Wish::on;
    }
    if (input.empty()) return Wish::on;
    if (input == "b") return Wish::back;
    if (input == "r") return Wish::repeat;
    if (input == "q") return Wish::quit;
    const char key = input.front();
    if (input.size() == 1 && key_of(0) <= key && key < key_of(moment.answers.size())) {
      put(key == key_of(moment.right) ? "Let us see." : "Let us see what the machine says.");
      return Wish::on;
    }
  }
}

void Stage::heading(std::string_view text) {
  put("");
  put(coloured(text, bold));
}

void Stage::command(std::string_view text) { put("$ " + shortened(text, columns - 2)); }

void Stage::line(std::string_view text) { put("  " + shortened(text, columns - 2)); }

void Stage::words(const std::vector<std::string>& words) {
  std::string line = " ";
  for (const std::string& word : words) {
    const std::string column = std::string(word.size() < 8 ? 8 - word.size() : 1, ' ') + word;
    if (line.size() + column.size() > columns) {
      put(line);
      line = " ";
    }
    line += column;
  }
  put(line);
}

void Stage::seen(std::string_view text) { wrapped(text, "  => ", "     "); }

void Stage::verdict(bool holds, std::string_view text) {
  const std::string word = holds ? coloured("holds", green) : coloured("DOES NOT HOLD", red);
  wrapped(text, "  => ", "     ");
  put("     the reference " + word);
}

void Stage::answer(const Moment& moment) {
  put("");
  wrapped(moment.answers[moment.right], std::string{key_of(moment.right)} + ") is right: ", "   ");
  wrapped(moment.so, "   ", "   ");
  wrapped(moment.read, "   Read: ", "         ");
  std::istringstream commands{moment.try_next};  // to be typed as they stand: never wrapped
  std::string_view label = "   Try:  ";
  for (std::string command; std::getline(commands, command); label = "         ") {
    put(std::string{label} + command);
  }
}

void Stage::still_waiting() { put(coloured("  ... still waiting", dim)); }

void Stage::say(std::string_view text) { wrapped(text, "", ""); }

}  // namespace course
