// The tour on a terminal: colour where it is wanted, keys, and an end that leaves no colour behind.

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>

#include "tests/lessons/course/tour.hpp"

namespace {

using shortread::testing::program;

class Terminal {
 public:
  // `NO_COLOR` or another variable that only has to be there.
  explicit Terminal(const char* variable) {
    const std::string path = program("course_walkthrough");
    pid_ = ::forkpty(&fd_, nullptr, nullptr, nullptr);
    if (pid_ != 0) return;
    ::unsetenv("NO_COLOR");
    ::setenv(variable, "1", 1);
    ::execl(path.c_str(), path.c_str(), "1", "--pause", nullptr);
    ::_exit(127);
  }
  ~Terminal() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    ::close(fd_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // What is on the screen once `text` is.
  const std::string& until(std::string_view text) {
    const auto give_up = std::chrono::steady_clock::now() + shortread::testing::patience;
    std::array<char, 4096> piece;
    while (screen_.find(text) == std::string::npos && std::chrono::steady_clock::now() < give_up) {
      pollfd ready{fd_, POLLIN, 0};
      if (::poll(&ready, 1, 1000) != 1) continue;
      const ssize_t count = ::read(fd_, piece.data(), piece.size());
      if (count <= 0) break;  // the program has ended
      screen_.append(piece.data(), static_cast<std::size_t>(count));
    }
    return screen_;
  }

  void type(std::string_view keys) const {
    EXPECT_EQ(::write(fd_, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
  }

 private:
  int fd_ = -1;
  pid_t pid_ = -1;
  std::string screen_;
};

TEST(Walkthrough_terminal, it_has_colour_and_hears_keys) {
  Terminal terminal{"SHORTREAD_TEST"};
  EXPECT_NE(terminal.until("Your answer").find("\x1b[1mLesson 1: raw send\x1b[0m"),
            std::string::npos);
  terminal.type("3\n");
  EXPECT_NE(terminal.until("as you said").find("\x1b[32mholds\x1b[0m"), std::string::npos);
  terminal.until("-- 2 of");
  terminal.type("q\n");
}

TEST(Walkthrough_terminal, it_has_none_where_that_is_asked_for) {
  Terminal terminal{"NO_COLOR"};
  const std::string& screen = terminal.until("Your answer");
  EXPECT_NE(screen.find("Lesson 1: raw send"), std::string::npos);
  EXPECT_EQ(screen.find('\x1b'), std::string::npos);
}

}  // namespace
