// A real program, started by a test: its output read while it runs, itself gone when the test is.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace shortread::testing {

inline constexpr std::chrono::seconds patience{30};  // long enough for a busy machine under ASan

/// Runs from construction on; standard input is a pipe. Killed and reaped by the destructor.
class ChildProcess {
 public:
  explicit ChildProcess(const std::string& program, const std::vector<std::string>& arguments = {});
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }

  /// The next whole line of standard output, without its newline; nothing at its end or too late.
  std::optional<std::string> next_line(std::chrono::milliseconds deadline = patience);

  /// Waits until standard output / standard error contains `text`: did it?
  bool prints(std::string_view text, std::chrono::milliseconds deadline = patience);
  bool complains(std::string_view text, std::chrono::milliseconds deadline = patience);

  /// Its exit code, 128 + the signal that ended it, or nothing where it still runs.
  std::optional<int> exit_code(std::chrono::milliseconds deadline = patience);

  /// All that came so far; after exit_code() answered, all there is. At most 64 MiB each.
  std::string output();
  std::string errors();

  void write_input(std::string_view text);
  void close_input();
  void close_output();  ///< nobody reads its standard output any more
  void signal(int number) const;

 private:
  // One of the child's two outputs, read by a thread of its own so that neither pipe fills up.
  struct Captured {
    std::string bytes;
    bool has_ended = false;
    int fd = -1;
    int stop_read_end = -1;
    int stop_write_end = -1;  // a byte here ends the reading
    std::thread reader;
  };
  void begin_capture(Captured& captured, int fd);
  void end_capture(Captured& captured);
  void capture(Captured& captured);
  bool contains(Captured& captured, std::string_view text, std::chrono::milliseconds deadline);

  pid_t pid_ = -1;
  int input_ = -1;
  std::optional<int> exit_code_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Captured output_;
  Captured errors_;
  std::size_t lines_read_to_ = 0;
};

/// The address in a server's first line, "listening on HOST:PORT"; fails the test where it has
/// none.
std::string listening_address(ChildProcess& server);

/// The port of that address.
std::string listening_port(ChildProcess& server);

/// The path of one of our programs; where SHORTREAD_PROGRAMS_DIR holds one of this name, of that:
/// so a known bug is put in a program's place.
std::string program(std::string_view name);

}  // namespace shortread::testing
