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

constexpr int rows_max = 4;  // of one line of a program

constexpr const char* bold = "1";
constexpr const char* dim = "2";
constexpr const char* red = "31";
constexpr const char* green = "32";

// Columns a UTF-8 text takes: every character of the pages is one wide.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Bytes of the first row of `text`: at most `room` columns, cut after a space where one is near.
std::size_t row_bytes(std::string_view text, std::size_t room) {
  if (width(text) <= room) return text.size();
  std::size_t end = 0;
  for (std::size_t columns_used = 0; columns_used < room; ++columns_used) {
    do ++end;
    while (end < text.size() && width(text.substr(end, 1)) == 0);  // the rest of a character
  }
  const auto space = text.substr(0, end).rfind(' ');
  return space != std::string_view::npos && space > end / 2 ? space + 1 : end;
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

Reply Stage::pause(const Moment& moment) {
  return ask("\nYour answer, or Enter (b back, r repeat, q quit): ", moment.answers.size());
}

Reply Stage::pause_at_end() {
  return ask("\nThat was the last one. Enter ends (b back, r repeat): ", 0);
}

Reply Stage::ask(std::string_view prompt, std::size_t answers) {
  while (pauses_) {
    shortread::print(prompt);
    std::string input;
    if (!std::getline(std::cin, input)) {
      put("");
      pauses_ = false;  // nobody is there any more
      break;
    }
    if (input.empty()) break;
    if (input == "b") return {Wish::back, {}};
    if (input == "r") return {Wish::repeat, {}};
    if (input == "q") return {Wish::quit, {}};
    for (std::size_t i = 0; i < answers; ++i) {
      if (input == std::string{key_of(i)}) return {Wish::on, i};
    }
  }
  return {};
}

void Stage::heading(std::string_view text) {
  put("");
  put(coloured(text, bold));
}

void Stage::command(std::string_view text) {
  put("$ " + std::string{text.substr(0, row_bytes(text, columns - 2))});
}

void Stage::line(std::string_view text) {
  std::string_view indent = "  ";
  for (int row = 0; row < rows_max; ++row) {
    const std::size_t end = row_bytes(text, columns - indent.size());
    put(std::string{indent} + std::string{text.substr(0, end)});
    text.remove_prefix(end);
    indent = "      ";
    if (text.empty()) return;
  }
  put("      ...");
}

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

void Stage::answer(const Moment& moment, const Reply& reply, bool is_as_told) {
  const std::string right{key_of(moment.right)};
  std::string head = right + ") is right";
  if (reply.answer == moment.right) head += ", as you said";
  else if (reply.answer) head += std::string{", you said "} + key_of(*reply.answer);
  put("");
  if (is_as_told) {
    wrapped(head + ": " + moment.answers[moment.right], "", "   ");
  } else {
    wrapped("This time it went another way: see above. What usually happens is " + right +
                "): " + moment.answers[moment.right],
            "", "   ");
    wrapped("And why it usually does:", "   ", "   ");
  }
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
