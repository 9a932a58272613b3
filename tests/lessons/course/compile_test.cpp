// Tests of lessons/course/compile.hpp: what a learner is told of a file that is no module.
#include <lessons/course/compile.hpp>

#include <gtest/gtest.h>

namespace course {
namespace {

using Lines = std::vector<std::string>;

const std::string mine = "/home/me/workspace/01_raw_send/raw_send.cpp";

TEST(Diagnostics, the_learner_s_own_line_comes_first) {
  const std::string said =
      "In file included from module.cpp:2:\n"
      "/usr/include/c++/12/string:1:2: error: far away\n"
      "   99 | template<...>\n" +
      mine + ":7:3: error: expected ';'\n    7 |   oops\n      |   ^\n" + mine +
      ":9:1: note: to match this\n";
  EXPECT_EQ(diagnostics(said, mine),
            (Lines{"raw_send.cpp:7:3: error: expected ';'", "    7 |   oops", "      |   ^",
                   "/usr/include/c++/12/string:1:2: error: far away", "   99 | template<...>"}));
}

TEST(Diagnostics, twelve_lines_are_enough) {
  std::string said;
  for (int i = 0; i < 100; ++i) said += mine + ":1:1: error: again\n";
  EXPECT_EQ(diagnostics(said, mine).size(), 12U);
}

TEST(Diagnostics, a_terminal_is_safe_from_them) {
  const std::string said = mine + ":1:1: error: stray '\x1b[31m'\n";
  EXPECT_EQ(diagnostics(said, mine), Lines{"raw_send.cpp:1:1: error: stray '\\x1b[31m'"});
}

TEST(MissingFunction, is_spelt_out_as_the_header_declares_it) {
  const LessonPlan plan{.folder = "01_raw_send",
                        .name = "raw_send",
                        .title = {},
                        .exercise = "raw_send",
                        .tutorial_fails = {},
                        .steps = {}};
  const Lines lines =
      missing_function("x.so: undefined symbol: _ZN8raw_send20receive_until_closedEi", plan);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], "raw_send.cpp defines no function raw_send::receive_until_closed(int)");
  EXPECT_EQ(lines[2], "  Received receive_until_closed(int peer);");
}

}  // namespace
}  // namespace course
