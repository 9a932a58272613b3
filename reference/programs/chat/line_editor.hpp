// A prompt on a terminal that survives what comes from elsewhere: a line is typed, and meanwhile
// other lines appear above it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shortread {

/// Standard input and standard output, both terminals. The terminal is its own from construction
/// to destruction, and then as it was. One at a time.
class LineEditor {
 public:
  explicit LineEditor(std::string prompt);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  enum class More : std::uint8_t { may_come, has_ended };

  /// Takes the keys that are there, without waiting for others. The lines that they end, as UTF-8
  /// without newlines, are put behind `lines`. Ended: Ctrl-D on an empty line, or no terminal.
  [[nodiscard]] More read_keys(std::vector<std::string>& lines);

  /// Above the line that is being typed. Printable text alone: nothing is escaped here.
  void print_above(std::string_view line);

  void set_prompt(std::string prompt);

  /// The window has another size, or the program was stopped and goes on.
  void draw_again();

 private:
  struct Terminal;
  std::unique_ptr<Terminal> terminal_;
};

}  // namespace shortread
