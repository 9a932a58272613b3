#include "tests/support/child_process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace shortread::testing {
namespace {

constexpr std::size_t captured_bytes_max = 64U << 20U;

struct Pipe {
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) ADD_FAILURE() << "pipe2";
  }
  std::array<int, 2> ends{-1, -1};
  [[nodiscard]] int read_end() const { return ends[0]; }
  [[nodiscard]] int write_end() const { return ends[1]; }
};

void close_once(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

// Only what is safe between fork() and exec(): no allocation, no lock.
[[noreturn]] void become(const char* const* argv, int in, int out, int err) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // no orphan, however the test ends
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::signal(SIGPIPE, SIG_DFL);
  ::execv(argv[0], const_cast<char* const*>(argv));
  ::_exit(127);
}

}  // namespace

ChildProcess::ChildProcess(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<const char*> argv{program.c_str()};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  argv.push_back(nullptr);

  const Pipe in, out, err;
  pid_ = ::fork();
  if (pid_ == 0) become(argv.data(), in.read_end(), out.write_end(), err.write_end());
  if (pid_ < 0) ADD_FAILURE() << "fork";
  for (const int theirs : {in.read_end(), out.write_end(), err.write_end()}) ::close(theirs);
  input_ = in.write_end();
  begin_capture(output_, out.read_end());
  begin_capture(errors_, err.read_end());
}

ChildProcess::~ChildProcess() {
  if (!exit_code_) {
    signal(SIGKILL);
    exit_code();
  }
  end_capture(output_);
  end_capture(errors_);
  close_once(input_);
}

void ChildProcess::begin_capture(Captured& captured, int fd) {
  const Pipe stop;
  captured.fd = fd;
  captured.stop_read_end = stop.read_end();
  captured.stop_write_end = stop.write_end();
  captured.reader = std::thread{[this, &captured] { capture(captured); }};
}

// Reading ends even where a grandchild still holds the pipe.
void ChildProcess::end_capture(Captured& captured) {
  if (!captured.reader.joinable()) return;
  if (::write(captured.stop_write_end, ".", 1) != 1) ADD_FAILURE() << "write";
  captured.reader.join();
  close_once(captured.fd);
  close_once(captured.stop_read_end);
  close_once(captured.stop_write_end);
}

void ChildProcess::capture(Captured& captured) {
  std::array<char, 65536> piece;
  for (;;) {
    std::array wanted{pollfd{captured.fd, POLLIN, 0}, pollfd{captured.stop_read_end, POLLIN, 0}};
    if (::poll(wanted.data(), wanted.size(), -1) < 0 && errno == EINTR) continue;
    // What has been written is still read, also when told to stop.
    const bool has_bytes = wanted[0].revents != 0;
    const ssize_t count = has_bytes ? ::read(captured.fd, piece.data(), piece.size()) : 0;
    const std::lock_guard lock{mutex_};
    if (count > 0 && captured.bytes.size() < captured_bytes_max) {
      captured.bytes.append(piece.data(), static_cast<std::size_t>(count));
    }
    captured.has_ended = count <= 0;
    changed_.notify_all();
    if (captured.has_ended) return;
  }
}

std::optional<std::string> ChildProcess::next_line(std::chrono::milliseconds deadline) {
  std::unique_lock lock{mutex_};
  auto newline = std::string::npos;
  changed_.wait_for(lock, deadline, [&] {
    newline = output_.bytes.find('\n', lines_read_to_);
    return newline != std::string::npos || output_.has_ended;
  });
  if (newline == std::string::npos) return std::nullopt;
  const std::string line = output_.bytes.substr(lines_read_to_, newline - lines_read_to_);
  lines_read_to_ = newline + 1;
  return line;
}

bool ChildProcess::contains(Captured& captured, std::string_view text,
                            std::chrono::milliseconds deadline) {
  std::unique_lock lock{mutex_};
  const auto has_it = [&] { return captured.bytes.find(text) != std::string::npos; };
  changed_.wait_for(lock, deadline, [&] { return has_it() || captured.has_ended; });
  return has_it();
}

bool ChildProcess::prints(std::string_view text, std::chrono::milliseconds deadline) {
  return contains(output_, text, deadline);
}

bool ChildProcess::complains(std::string_view text, std::chrono::milliseconds deadline) {
  return contains(errors_, text, deadline);
}

std::optional<int> ChildProcess::exit_code(std::chrono::milliseconds deadline) {
  const auto give_up = std::chrono::steady_clock::now() + deadline;
  while (!exit_code_) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    } else if (std::chrono::steady_clock::now() >= give_up) {
      return std::nullopt;
    } else {
      std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
  }
  // What it wrote last may still be on its way through the pipe.
  std::unique_lock lock{mutex_};
  changed_.wait_for(lock, deadline, [&] { return output_.has_ended && errors_.has_ended; });
  return exit_code_;
}

std::string ChildProcess::output() {
  const std::lock_guard lock{mutex_};
  return output_.bytes;
}

std::string ChildProcess::errors() {
  const std::lock_guard lock{mutex_};
  return errors_.bytes;
}

void ChildProcess::write_input(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(input_, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return;  // it no longer reads
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

void ChildProcess::close_input() { close_once(input_); }

void ChildProcess::close_output() { end_capture(output_); }

void ChildProcess::signal(int number) const { ::kill(pid_, number); }

std::string listening_address(ChildProcess& server) {
  constexpr std::string_view start = "listening on ";
  const auto line = server.next_line();
  if (!line || !line->starts_with(start)) {
    ADD_FAILURE() << "no 'listening on' but: " << line.value_or("nothing") << server.errors();
    return "";
  }
  return line->substr(start.size());
}

std::string listening_port(ChildProcess& server) {
  const std::string address = listening_address(server);
  return address.substr(address.rfind(':') + 1);
}

std::string program(std::string_view name) {
  const char* const others = std::getenv("SHORTREAD_PROGRAMS_DIR");
  if (others != nullptr) {
    std::string other = others + ("/" + std::string{name});
    if (::access(other.c_str(), X_OK) == 0) return other;
  }
  return SHORTREAD_BIN_DIR "/" + std::string{name};
}

}  // namespace shortread::testing
