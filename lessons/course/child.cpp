#include "child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>
#include <tuple>

#include <shortread/core/printable.hpp>

namespace course {
namespace {

using namespace std::chrono;

// Of one program's output; more is not shown anyway.
constexpr std::size_t bytes_max = 1U << 20U;
constexpr std::size_t lines_max = 10'000;

constexpr auto time_to_begin = 20s;
constexpr auto time_to_end = 2s;
constexpr auto silence_max = 500ms;

// Only what is safe between fork() and exec().
[[noreturn]] void become(const char* const* argv, int in, int out, int err, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);                   // it died before we asked to follow it
  ::setrlimit(RLIMIT_CORE, std::array<rlimit, 1>{}.data());  // a crash shown leaves no file
  if (in < 0) in = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (in >= 0) ::dup2(in, STDIN_FILENO);
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

Child::Child(const std::string& path, const std::vector<std::string>& arguments, Input input) {
  std::vector<const char*> argv{path.c_str()};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  argv.push_back(nullptr);
  std::array<int, 2> out{-1, -1};
  std::array<int, 2> err{-1, -1};
  std::array<int, 2> in{-1, -1};  // sockets: writing to one that is gone is no signal
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) return;
  if (input == Input::kept_open &&
      ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0) {
    return;
  }
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0) become(argv.data(), in[1], out[1], err[1], parent);
  ::close(out[1]);
  ::close(err[1]);
  if (in[1] >= 0) ::close(in[1]);
  in_ = in[0];
  out_.fd = out[0];
  err_.fd = err[0];
}

Child::~Child() {
  if (!is_reaped_) reap(true);
  for (const int fd : {in_, out_.fd, err_.fd}) {
    if (fd >= 0) ::close(fd);
  }
}

std::optional<std::string> Child::first_line() {
  const auto give_up = steady_clock::now() + time_to_begin;
  while (outcome_.lines.empty() && steady_clock::now() < give_up) {
    if (!read_for(100ms)) break;
  }
  if (outcome_.lines.empty() || outcome_.lines.front().is_error) return std::nullopt;
  return outcome_.lines.front().text;
}

void Child::type(const std::string& line) const {
  const std::string typed = line + "\n";
  std::ignore = ::send(in_, typed.data(), typed.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

const std::vector<Line>& Child::lines() {
  std::size_t known = 0;
  do known = outcome_.lines.size();
  while (read_for(50ms) && outcome_.lines.size() > known);
  return outcome_.lines;
}

Outcome Child::finish(const Watch& watch, const Audience& audience) {
  auto begun = steady_clock::now();
  auto give_up = begun + time_to_begin;
  bool has_begun = false;
  bool has_ended = false;
  last_word_ = begun;
  while (!has_ended && !outcome_.was_left && steady_clock::now() < give_up) {
    if (!has_begun && watch.has_begun()) {
      has_begun = true;
      begun = steady_clock::now();
      give_up = begun + watch.patience;
    }
    has_ended = !read_for(50ms);
    outcome_.was_left = tell_until_last(watch, audience);
  }
  has_ended = has_ended && has_ended_in_time();
  outcome_.was_still_running = !has_ended;
  outcome_.watched = steady_clock::now() - begun;
  reap(!has_ended);
  return outcome_;
}

// Tells what is new; has the last line come that is wanted?
bool Child::tell_until_last(const Watch& watch, const Audience& audience) {
  const auto now = steady_clock::now();
  while (told_ < outcome_.lines.size()) {
    last_word_ = now;
    const Line& line = outcome_.lines[told_++];
    audience.line(line);
    if (!watch.is_last(line)) continue;
    outcome_.lines.erase(outcome_.lines.begin() + static_cast<std::ptrdiff_t>(told_),
                         outcome_.lines.end());
    return true;
  }
  if (now - last_word_ >= silence_max) {
    last_word_ = now;
    audience.still_waiting();
  }
  return false;
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
    outcome_.has_printed_more |= stream.bytes > bytes_max;
    return take_lines(stream, is_error);
  }
  if (!stream.unfinished.empty()) stream.unfinished += '\n';
  take_lines(stream, is_error);
  ::close(stream.fd);
  stream.fd = -1;
}

void Child::take_lines(Stream& stream, bool is_error) {
  std::size_t begin = 0;
  for (;;) {
    const auto newline = stream.unfinished.find('\n', begin);
    if (newline == std::string::npos) break;
    keep({stream.unfinished.data() + begin, newline - begin}, is_error);
    begin = newline + 1;
  }
  stream.unfinished.erase(0, begin);
}

void Child::keep(std::string_view line, bool is_error) {
  outcome_.has_printed_more |= outcome_.lines.size() >= lines_max;
  if (outcome_.lines.size() >= lines_max) return;
  // The programs escape what peers send; this is for the one that does not.
  outcome_.lines.push_back({shortread::printable(shortread::bytes_of(line)), is_error});
}

// One that has closed its outputs is about to end; should it not, nobody waits for ever.
bool Child::has_ended_in_time() const {
  const auto give_up = steady_clock::now() + time_to_end;
  for (;;) {
    siginfo_t ended{};
    ::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT);
    if (ended.si_pid == pid_) return true;
    if (steady_clock::now() >= give_up) return false;
    std::this_thread::sleep_for(2ms);
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
  if (WIFSIGNALED(status) && !is_killed) outcome_.signal = WTERMSIG(status);
  const auto spent = [](const timeval& time) {
    return duration<double>{seconds{time.tv_sec} + microseconds{time.tv_usec}};
  };
  outcome_.cpu = spent(used.ru_utime) + spent(used.ru_stime);
}

}  // namespace course
