#include <shortread/net/stop_signals.hpp>

#include <fcntl.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <csignal>

namespace shortread {
namespace {

// A handler may do almost nothing, but it may write: so a signal becomes a byte.
volatile std::sig_atomic_t writing_end = -1;

void say_stop(int /*signal*/) {
  const int error = errno;
  const char stop = 's';
  const ssize_t written = ::write(writing_end, &stop, 1);
  static_cast<void>(written);  // where the pipe is full, it says so already
  errno = error;
}

int opened() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  writing_end = ends[1];
  struct sigaction action{};
  action.sa_handler = say_stop;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  return ends[0];
}

}  // namespace

int stop_descriptor() {
  static const int descriptor = opened();
  return descriptor;
}

}  // namespace shortread
