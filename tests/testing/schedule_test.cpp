// Tests of reference/testing/schedule.hpp: a schedule is a text that a person reads and writes.
#include <shortread/testing/schedule.hpp>

#include <gtest/gtest.h>

namespace shortread::testing {
namespace {

Schedule parsed(std::string_view text) {
  const auto schedule = parse_schedule(text);
  if (!schedule) {
    ADD_FAILURE() << text << ": " << schedule.error().what << " at " << schedule.error().offset;
    return {};
  }
  return *schedule;
}

ScheduleError refused(std::string_view text) {
  const auto schedule = parse_schedule(text);
  if (schedule) ADD_FAILURE() << text << " is taken";
  return schedule ? ScheduleError{} : schedule.error();
}

TEST(Schedule, no_text_is_a_good_day) { EXPECT_EQ(parsed(""), Schedule{}); }

TEST(Schedule, lines_say_what_arrives_and_how) {
  const Schedule schedule = parsed("incoming \"5         hello\"\nrecv 1 EINTR 9 rest end\n");
  EXPECT_EQ(schedule.incoming, "5         hello");
  const std::vector<Step> steps{
      {Act::bytes, 1}, {Act::interrupted}, {Act::bytes, 9}, {Act::rest}, {Act::end}};
  EXPECT_EQ(schedule.receives, steps);
}

TEST(Schedule, a_semicolon_is_as_good_as_a_line) {
  EXPECT_EQ(parsed("outgoing \"abc\"; send 2 gone"), parsed("outgoing \"abc\"\nsend 2 gone\n"));
}

TEST(Schedule, bytes_may_be_repeated_and_joined) {
  EXPECT_EQ(parsed("incoming \"ab\"*3 \"c\"").incoming, "abababc");
}

TEST(Schedule, comments_are_for_people) {
  EXPECT_EQ(parsed("# lesson: x\n  # more\nrecv 1\n# the end"), parsed("recv 1"));
}

TEST(Schedule, every_byte_comes_back_from_its_text) {
  Schedule schedule;
  for (int value = 0; value < 256; ++value) schedule.incoming += static_cast<char>(value);
  for (int i = 0; i < 100'000; ++i) schedule.outgoing += "abc"[i % 3];
  schedule.receives = {{Act::would_block}, {Act::bytes, 7}, {Act::reset}};
  schedule.sends = {{Act::interrupted}, {Act::rest}, {Act::silence}};
  EXPECT_EQ(parsed(to_text(schedule)), schedule);
  EXPECT_EQ(parsed(to_line(schedule)), schedule);
  EXPECT_EQ(to_line(schedule).find('\n'), std::string::npos);
}

TEST(Schedule, long_repetitions_are_written_short) {
  EXPECT_EQ(in_quotes(std::string(1000, 'a')), "\"a\"*1000");
  EXPECT_EQ(in_quotes("a\\\"\x01"), R"("a\\\"\x01")");
}

TEST(Schedule, a_refusal_names_the_place) {
  EXPECT_EQ(refused("recieve 1").offset, 0U);
  EXPECT_EQ(refused("recv 1 2x").offset, 7U);
  EXPECT_EQ(refused("recv 0").offset, 5U);
  EXPECT_EQ(refused("recv end 1").offset, 9U);
  EXPECT_EQ(refused("recv gone").offset, 5U);
  EXPECT_EQ(refused("send end").offset, 5U);
  EXPECT_EQ(refused("incoming \"abc").offset, 13U);
  EXPECT_EQ(refused("incoming \"\\q\"").offset, 10U);
  EXPECT_EQ(refused("incoming abc").offset, 9U);
  EXPECT_EQ(refused("recv 1\nrecv 2").offset, 7U);
  EXPECT_EQ(refused("recv").offset, 4U);
}

TEST(Schedule, a_repetition_cannot_fill_the_memory) {
  EXPECT_EQ(refused("incoming \"abcdefgh\"*99999999999").what, "more than 64 MiB");
}

}  // namespace
}  // namespace shortread::testing
