#include <shortread/programs/output.hpp>

#include <unistd.h>
#include <cerrno>
#include <csignal>
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

}  // namespace

void print(std::string_view text) {
  // As an error value here, not as a signal: the program's own clean-up and exit code still happen.
  static const auto previous = std::signal(SIGPIPE, SIG_IGN);
  static_cast<void>(previous);
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
