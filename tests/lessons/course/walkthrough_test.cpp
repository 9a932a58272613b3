// The tour as an audience has it: real programs, 80 columns, no colour in a file, keys that are
// heard.

#include <sstream>

#include "lessons/course/moment.hpp"
#include "tests/lessons/course/tour.hpp"

namespace {

using namespace course::testing;
using namespace std::chrono_literals;

const std::string lessons = SHORTREAD_SOURCE_DIR "/lessons";

TEST(Walkthrough, all_lessons_run_through_with_every_moment_and_the_reference_holds) {
  const Tour tour = take({});
  EXPECT_EQ(tour.exit_code, 0) << tour.text;
  EXPECT_FALSE(tour.says("DOES NOT HOLD"));
  EXPECT_TRUE(tour.says("the reference held throughout"));
  std::size_t moments = 0;
  for (const char* folder : {"01_raw_send", "02_fixed_header", "03_chat_select", "05_fuzz_it"}) {
    const auto lesson = course::load_lesson(lessons, folder);
    ASSERT_TRUE(lesson) << lesson.error();
    EXPECT_TRUE(tour.says("\n" + lesson->title + "\n"));
    moments += lesson->moments.size();
    for (const auto& moment : lesson->moments) EXPECT_TRUE(tour.says(moment.read)) << moment.id;
  }
  EXPECT_EQ(tour.times_said("is right: ") + tour.times_said("went another way"), moments);
}

TEST(Walkthrough, the_sizes_of_all_reads_add_up_to_all_bytes) {
  const Tour tour = take({"1"});
  const std::string title = "what one recv gave:\n";
  const std::size_t begin = tour.text.find(title);
  ASSERT_NE(begin, std::string::npos);
  std::istringstream sizes{tour.text.substr(begin + title.size())};
  std::uint64_t sum = 0;
  for (std::uint64_t size = 0; sizes >> size;) sum += size;
  EXPECT_EQ(sum, 4U * 1024U * 1024U);
}

TEST(Walkthrough, no_line_is_wider_than_80_columns_and_none_has_colour) {
  const Tour tour = take({});
  EXPECT_FALSE(tour.says("\x1b"));
  EXPECT_TRUE(tour.says("username: \\x1b[2Jeve")) << "lesson 3 shows an escape, made safe";
  std::istringstream lines{tour.text};
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(Walkthrough, a_lesson_is_named_by_number_name_or_folder) {
  for (const char* name : {"2", "fixed_header", "02_fixed_header"}) {
    const Tour tour = take({"--list", name});
    EXPECT_EQ(tour.exit_code, 0);
    EXPECT_TRUE(tour.says("02_fixed_header early_close"));
    EXPECT_FALSE(tour.says("01_raw_send"));
  }
  EXPECT_EQ(take({"9"}).exit_code, 64);
}

TEST(Walkthrough, a_missing_program_is_our_error_and_is_named) {
  const Tour tour = take({"2", "--bin", "/no/such/folder"});
  EXPECT_EQ(tour.exit_code, 4);
  EXPECT_TRUE(tour.says("header_server"));
}

TEST(Walkthrough, a_missing_text_is_our_error_before_anything_is_played) {
  const Tour tour = take({"--lessons", "/no/such/folder"});
  EXPECT_EQ(tour.exit_code, 4);
  EXPECT_TRUE(tour.says("/no/such/folder/01_raw_send/walkthrough.toml"));
  EXPECT_FALSE(tour.says("$ raw_server"));
}

TEST(Walkthrough, pauses_end_with_the_input) {
  const Tour tour = take({"1", "--pause"});
  EXPECT_EQ(tour.exit_code, 0);
  EXPECT_EQ(tour.times_said("Your answer, or Enter"), 1U);  // then nobody is asked any more
  EXPECT_TRUE(tour.says("-- 6 of 6"));
}

TEST(Walkthrough, an_answer_is_judged_after_the_moment_was_seen) {
  const Tour tour = take({"1", "--pause"}, "3\n1\nq\n");
  EXPECT_EQ(tour.exit_code, 0);
  EXPECT_TRUE(tour.says("3) is right, as you said: "));
  EXPECT_TRUE(tour.says("2) is right, you said 1: "));
  EXPECT_FALSE(tour.says("-- 4 of 6"));
}

TEST(Walkthrough, a_way_back_and_a_repetition_are_heard) {
  const Tour tour = take({"1", "--pause"}, "\nb\n\nr\nwhat\nq\n");
  EXPECT_EQ(tour.exit_code, 0);
  EXPECT_EQ(tour.times_said("what one recv gave"), 3U);  // played, gone back to, repeated
  EXPECT_EQ(tour.times_said("-- 1 of 6"), 2U);
  EXPECT_EQ(tour.times_said("-- 2 of 6"), 3U);
  EXPECT_FALSE(tour.says("-- 3 of 6"));
}

TEST(Walkthrough, the_last_moment_can_be_repeated_and_the_way_back_leads_across_lessons) {
  const Tour last = take({"1", "--pause"}, "\n\n\n\n\n\nr\n\n");
  EXPECT_EQ(last.exit_code, 0);
  EXPECT_EQ(last.times_said("and does not read."), 2U);
  const Tour across = take({"--pause"}, "\n\n\n\n\n\nb\nq\n");
  EXPECT_EQ(across.times_said("-- 1 of 8"), 1U);
  EXPECT_EQ(across.times_said("-- 6 of 6"), 2U);
}

}  // namespace
