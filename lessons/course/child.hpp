// A real program, started by the walkthrough: what it prints, how it ends, what it costs.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace course {

struct Line {
  std::string text;  ///< escaped: safe for a terminal
  bool is_error;     ///< from standard error
};

/// How a program ended, or how it was when patience did.
struct Outcome {
  std::vector<Line> lines;
  bool has_printed_more = false;  ///< than is kept in `lines`
  std::optional<int> exit_code;   ///< nothing where a signal ended it or it still ran
  std::optional<int> signal;      ///< what it died of, by its own doing
  bool was_still_running = false;
  bool was_left = false;  ///< still running, too: the last line that anybody wanted had come
  std::chrono::duration<double> watched{};  ///< how long patience was
  std::chrono::duration<double> cpu{};

  /// The lines of one of the two outputs.
  [[nodiscard]] std::vector<std::string> printed() const;
  [[nodiscard]] std::vector<std::string> complaints() const;
};

/// How long to look at a program that may never end.
struct Watch {
  std::chrono::milliseconds patience = std::chrono::seconds{20};
  /// Patience counts from here on: on a busy machine a program may need long only to start.
  std::function<bool()> has_begun = [] { return true; };
  /// Nothing after this line is wanted.
  std::function<bool(const Line&)> is_last = [](const Line&) { return false; };
};

/// Killed and reaped by the destructor, and by the kernel should the walkthrough itself die.
class Child {
 public:
  enum class Input : bool { nothing, kept_open };

  /// Starts at once. A program that cannot be started ends with exit code 127.
  Child(const std::string& path, const std::vector<std::string>& arguments,
        Input input = Input::nothing);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Its first line of standard output, at most 5 seconds from now.
  [[nodiscard]] std::optional<std::string> first_line();

  /// Who is told while it runs.
  struct Audience {
    std::function<void(const Line&)> line;  ///< each line as it comes
    std::function<void()> still_waiting;    ///< twice a second while none comes
  };

  /// Reads until it ends; ends it itself when `watch` is over.
  Outcome finish(const Watch& watch, const Audience& audience);

  /// Types a line into it, where its input was kept open and it still lives.
  void type(const std::string& line) const;

  /// What it has printed so far.
  [[nodiscard]] const std::vector<Line>& lines();

  /// It will print nothing more: it has ended, or is about to.
  [[nodiscard]] bool has_closed_its_outputs() const { return out_.fd < 0 && err_.fd < 0; }

 private:
  struct Stream {
    int fd = -1;
    std::string unfinished;  // the last line, until its newline comes
    std::size_t bytes = 0;   // so far; bounded
  };
  [[nodiscard]] bool read_for(std::chrono::milliseconds wait);
  [[nodiscard]] bool tell_until_last(const Watch& watch, const Audience& audience);
  void read_from(Stream& stream, bool is_error);
  void take_lines(Stream& stream, bool is_error);
  void keep(std::string_view line, bool is_error);
  [[nodiscard]] bool has_ended_in_time() const;
  void reap(bool is_killed);

  pid_t pid_ = -1;
  bool is_reaped_ = false;
  int in_ = -1;
  Stream out_;
  Stream err_;
  Outcome outcome_;
  std::size_t told_ = 0;  // lines the audience knows
  std::chrono::steady_clock::time_point last_word_;
};

}  // namespace course
