// Tests of reference/testing/schedule_bytes.hpp: text and bytes say the same, and any bytes say
// something.
#include <shortread/testing/schedule_bytes.hpp>

#include <random>

#include <gtest/gtest.h>

namespace shortread::testing {
namespace {

using namespace std::string_literals;

Schedule parsed(std::string_view text) { return parse_schedule(text).value(); }

TEST(ScheduleBytes, a_stream_is_an_input_as_it_is) {
  EXPECT_EQ(schedule_from_bytes("5         hello"), Schedule{.incoming = "5         hello"});
  EXPECT_EQ(to_bytes({.incoming = "5         hello"}), "5         hello");
}

TEST(ScheduleBytes, a_script_stands_before_the_stream) {
  EXPECT_EQ(schedule_from_bytes("\x01\x02\xf2\xff\0hello"s),
            parsed("incoming \"hello\"; recv 2 EINTR rest"));
}

TEST(ScheduleBytes, a_script_that_is_cut_short_ends_there) {
  EXPECT_EQ(schedule_from_bytes("\x01\x02\xf0\x07"s), parsed("recv 2 7"));
  EXPECT_EQ(schedule_from_bytes("\x01"s), Schedule{});
}

TEST(ScheduleBytes, what_cannot_stand_there_is_left_out) {
  EXPECT_EQ(schedule_from_bytes("\x01\xf1\x05\xf2\0x"s), parsed("incoming \"x\"; recv end"));
  EXPECT_EQ(schedule_from_bytes("\x01\xf5\xfc\x03\0x"s), parsed("incoming \"x\"; recv 3"));
  EXPECT_EQ(schedule_from_bytes("\x01\xfa\xf1\xf5\0x"s), parsed("incoming \"x\"; send gone"));
}

class BytesOf : public ::testing::TestWithParam<const char*> {};

TEST_P(BytesOf, are_the_same_schedule) {
  const Schedule schedule = parsed(GetParam());
  EXPECT_EQ(schedule_from_bytes(to_bytes(schedule)), schedule);
}

INSTANTIATE_TEST_SUITE_P(
    Text, BytesOf,
    ::testing::Values("", "incoming \"hello\"", R"(incoming "\x01 begins like a script")",
                      R"(incoming "\x00\xff\xfa"; recv 1 239 240 18446744073709551615 rest end)",
                      "recv EINTR EAGAIN reset", "recv silence", "outgoing \"abc\"",
                      "outgoing \"abc\"; send 2 EINTR EAGAIN gone",
                      "incoming \"in\"; recv 1 end; outgoing \"out\"; send 1 rest reset",
                      "send silence"));

// Text, bytes and back, for whatever a fuzzer may come upon.
TEST(ScheduleBytes, any_bytes_are_a_schedule_that_text_can_say) {
  std::mt19937_64 random{20261123};
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    if (random() % 2 == 0) bytes.insert(0, 1, script::begins);
    const Schedule schedule = schedule_from_bytes(bytes);
    const std::string text = to_text(schedule);
    ASSERT_EQ(parse_schedule(text), schedule) << text;
    ASSERT_EQ(schedule_from_bytes(to_bytes(schedule)), schedule) << text;
  }
}

}  // namespace
}  // namespace shortread::testing
