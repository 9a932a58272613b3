#include <shortread/programs/output.hpp>

#include <poll.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <string>

#include <shortread/programs/exit_code.hpp>

namespace shortread {
namespace {

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// As an error value, not as a signal: the program's own clean-up and exit code still happen.
void ignore_sigpipe() {
  static const auto previous = std::signal(SIGPIPE, SIG_IGN);
  static_cast<void>(previous);
}

// A pipe is ready when it has room for PIPE_BUF bytes (4 KiB): what is shorter does not wait then.
bool takes_a_line() {
  pollfd output{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return ::poll(&output, 1, 0) > 0;
}

}  // namespace

void log_line(std::string_view line) {
  static std::uint64_t left_out = 0;
  ignore_sigpipe();
  std::string text{line};
  if (left_out > 0)
    text.insert(0, "(" + std::to_string(left_out) + " lines left out: nobody read)\n");
  text += '\n';
  const bool is_written = takes_a_line() && write_all(STDOUT_FILENO, text);
  left_out = is_written ? 0 : left_out + 1;
}

void print(std::string_view text) {
  ignore_sigpipe();
  if (!write_all(STDOUT_FILENO, text)) ::_exit(falls_short);
}

void print_line(std::string_view line) { print(std::string{line} + "\n"); }

void complain(std::string_view program, std::string_view what) {
  write_all(STDERR_FILENO, std::string{program} + ": " + std::string{what} + "\n");
}

void end_cleanly_on_signals() {
  const auto end = [](int) { ::_exit(holds); };  // safe in a handler; every line is written already
  std::signal(SIGINT, end);
  std::signal(SIGTERM, end);
}

}  // namespace shortread
