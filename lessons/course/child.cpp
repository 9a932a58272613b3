#include "child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include <shortread/core/printable.hpp>

namespace course {
namespace {

using namespace std::chrono;

constexpr std::size_t bytes_max = 4U << 20U;  // of one program's output; more is not shown anyway

// Only what is safe between fork() and exec().
[[noreturn]] void become(const char* const* argv, int out, int err) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::setrlimit(RLIMIT_CORE, std::array<rlimit, 1>{}.data());  // a crash shown leaves no file
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing >= 0) ::dup2(nothing, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::execv(argv[0], const_cast<char* const*>(argv));
  ::_exit(127);
}

std::vector<std::string> lines_of(const std::vector<Line>& lines, bool is_error) {
  std::vector<std::string> texts;
  for (const Line& line : lines) {
    if (line.is_error == is_error) texts.push_back(line.text);
  }
  return texts;
}

}  // namespace

std::vector<std::string> Outcome::printed() const { return lines_of(lines, false); }
std::vector<std::string> Outcome::complaints() const { return lines_of(lines, true); }

Child::Child(const std::string& path, const std::vector<std::string>& arguments) {
  std::vector<const char*> argv{path.c_str()};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  argv.push_back(nullptr);
  std::array<int, 2> out{-1, -1};
  std::array<int, 2> err{-1, -1};
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) return;
  pid_ = ::fork();
  if (pid_ == 0) become(argv.data(), out[1], err[1]);
  ::close(out[1]);
  ::close(err[1]);
  out_.fd = out[0];
  err_.fd = err[0];
}

Child::~Child() {
  if (!is_reaped_) reap(true);
  for (const int fd : {out_.fd, err_.fd}) {
    if (fd >= 0) ::close(fd);
  }
}

std::optional<std::string> Child::first_line() {
  const auto give_up = steady_clock::now() + 5s;
  while (outcome_.lines.empty() && steady_clock::now() < give_up) {
    if (!read_for(100ms)) break;
  }
  if (outcome_.lines.empty() || outcome_.lines.front().is_error) return std::nullopt;
  return outcome_.lines.front().text;
}

const std::vector<Line>& Child::lines() {
  std::size_t known = 0;
  do known = outcome_.lines.size();
  while (read_for(50ms) && outcome_.lines.size() > known);
  return outcome_.lines;
}

Outcome Child::finish(milliseconds patience, const Audience& audience) {
  const auto give_up = steady_clock::now() + patience;
  auto next_word = steady_clock::now() + 500ms;
  std::size_t shown = 0;
  bool has_ended = false;
  while (!has_ended && steady_clock::now() < give_up) {
    has_ended = !read_for(50ms);
    for (; shown < outcome_.lines.size(); ++shown) {
      audience.line(outcome_.lines[shown]);
      next_word = steady_clock::now() + 500ms;
    }
    if (steady_clock::now() < next_word) continue;
    audience.still_waiting();
    next_word += 500ms;
  }
  outcome_.was_still_running = !has_ended;
  reap(!has_ended);
  return outcome_;
}

// Waits a little for something to read, and reads it: are the outputs still open?
bool Child::read_for(milliseconds wait) {
  std::array wanted{pollfd{out_.fd, POLLIN, 0}, pollfd{err_.fd, POLLIN, 0}};
  ::poll(wanted.data(), wanted.size(), static_cast<int>(wait.count()));
  // What a program says of a read comes before what it makes of it.
  if (wanted[1].revents != 0) read_from(err_, true);
  if (wanted[0].revents != 0) read_from(out_, false);
  return out_.fd >= 0 || err_.fd >= 0;
}

void Child::read_from(Stream& stream, bool is_error) {
  std::array<char, 65536> piece;
  const ssize_t count = ::read(stream.fd, piece.data(), piece.size());
  if (count < 0 && errno == EINTR) return;
  if (count > 0) {
    const auto room = bytes_max - std::min(bytes_max, stream.bytes);
    stream.unfinished.append(piece.data(), std::min(static_cast<std::size_t>(count), room));
    stream.bytes += static_cast<std::size_t>(count);
    return take_lines(stream, is_error);
  }
  if (!stream.unfinished.empty()) stream.unfinished += '\n';
  take_lines(stream, is_error);
  ::close(stream.fd);
  stream.fd = -1;
}

void Child::take_lines(Stream& stream, bool is_error) {
  for (;;) {
    const auto newline = stream.unfinished.find('\n');
    if (newline == std::string::npos) return;
    const std::string line = stream.unfinished.substr(0, newline);
    stream.unfinished.erase(0, newline + 1);
    // The programs escape what peers send; this is for the one that does not.
    outcome_.lines.push_back({shortread::printable(shortread::bytes_of(line)), is_error});
  }
}

void Child::reap(bool is_killed) {
  if (pid_ < 0 || is_reaped_) return;
  if (is_killed) ::kill(pid_, SIGKILL);
  int status = 0;
  rusage used{};
  while (::wait4(pid_, &status, 0, &used) < 0 && errno == EINTR) {
  }
  is_reaped_ = true;
  if (WIFEXITED(status)) outcome_.exit_code = WEXITSTATUS(status);
  const auto spent = [](const timeval& time) {
    return duration<double>{seconds{time.tv_sec} + microseconds{time.tv_usec}};
  };
  outcome_.cpu = spent(used.ru_utime) + spent(used.ru_stime);
}

}  // namespace course
