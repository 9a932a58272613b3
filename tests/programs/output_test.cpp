// What programs say: whole, at once, and an end where nobody listens.
#include <shortread/programs/output.hpp>

#include <fcntl.h>
#include <unistd.h>
#include <array>
#include <csignal>
#include <cstdlib>
#include <map>
#include <thread>

#include <gtest/gtest.h>

namespace shortread {
namespace {

using ::testing::ExitedWithCode;

/// Everything that `say` writes to a descriptor, through a pipe of one page and a reader that takes
/// little at a time.
template <class Say>
std::string written_to(int descriptor, Say say) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  ::fcntl(ends[1], F_SETPIPE_SZ, 4096);
  const int before = ::dup(descriptor);
  ::dup2(ends[1], descriptor);
  ::close(ends[1]);

  std::string all;
  std::thread reader{[&] {
    std::array<char, 777> room{};
    for (ssize_t count = 0; (count = ::read(ends[0], room.data(), room.size())) > 0;) {
      all.append(room.data(), static_cast<std::size_t>(count));
    }
  }};
  say();
  ::dup2(before, descriptor);
  ::close(before);
  reader.join();
  ::close(ends[0]);
  return all;
}

TEST(Output, text_is_written_as_it_is) {
  EXPECT_EQ(written_to(STDOUT_FILENO, [] { print("no newline"); }), "no newline");
  EXPECT_EQ(written_to(STDOUT_FILENO, [] { print(""); }), "");
  EXPECT_EQ(written_to(STDOUT_FILENO, [] { print_line("a line"); }), "a line\n");
}

TEST(Output, a_text_larger_than_the_pipe_is_written_whole) {
  std::string text(300'000, 'x');
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>('a' + i % 26);
  EXPECT_TRUE(written_to(STDOUT_FILENO, [&] { print(text); }) == text);
}

TEST(Output, a_complaint_names_the_program) {
  EXPECT_EQ(written_to(STDERR_FILENO, [] { complain("program", "it rains"); }),
            "program: it rains\n");
}

TEST(Output, complaints_of_many_threads_do_not_mix) {
  constexpr int threads = 4, times = 200;
  const std::string errors = written_to(STDERR_FILENO, [] {
    std::vector<std::jthread> speakers;
    for (int i = 0; i < threads; ++i) {
      speakers.emplace_back([i] {
        for (int n = 0; n < times; ++n) complain("program", std::string(100, char('a' + i)));
      });
    }
  });
  std::map<std::string, int> lines;
  for (std::size_t at = 0; at < errors.size();) {
    const std::size_t end = errors.find('\n', at);
    ++lines[errors.substr(at, end - at)];
    at = end + 1;
  }
  EXPECT_EQ(lines.size(), std::size_t{threads});
  for (const auto& [line, count] : lines) EXPECT_EQ(count, times) << line;
}

TEST(OutputDeathTest, without_a_reader_the_program_ends_with_1) {
  const auto print_to_nobody = [] {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) std::abort();
    ::close(ends[0]);
    ::dup2(ends[1], STDOUT_FILENO);
    print_line("anybody there?");
    std::_Exit(0);
  };
  EXPECT_EXIT(print_to_nobody(), ExitedWithCode(1), "");
}

TEST(OutputDeathTest, a_signal_to_end_is_a_clean_end) {
  const auto get = [](int signal) {
    end_cleanly_on_signals();
    std::raise(signal);
    std::_Exit(99);
  };
  EXPECT_EXIT(get(SIGTERM), ExitedWithCode(0), "");
  EXPECT_EXIT(get(SIGINT), ExitedWithCode(0), "");
}

}  // namespace
}  // namespace shortread
