// header_client: waiting costs neither memory nor processor time, whatever was announced.
#include <gtest/gtest.h>
#include <tests/lessons/played_stream.hpp>
#include <tests/lessons/process_usage.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t ten_megabytes = 10'000'000;

// header/1.7: a greedy reader would reserve, and touch, what was announced
TEST(HeaderClientWaits, an_announced_megabyte_takes_no_memory_until_it_arrives) {
  PlayedStream stream{"header_client"};
  stream.piece(frame("warm"));
  ASSERT_EQ(stream.client().next_line(), "warm");
  const auto before = resident_bytes(stream.client().pid());
  stream.piece("1048576   and a few bytes of it");
  EXPECT_LT(resident_bytes(stream.client().pid()) - before, 500'000);
}

// header/1.7, with a limit that would allow it: 10 GB announced, 26 bytes here
TEST(HeaderClientWaits, ten_announced_gigabytes_take_no_memory_until_they_arrive) {
  PlayedStream stream{"header_client", {"--limit", "9999999999"}};
  stream.piece(frame("warm"));
  ASSERT_EQ(stream.client().next_line(), "warm");
  const auto before = resident_bytes(stream.client().pid());
  stream.piece("9999999999").piece("a few bytes of it");
  EXPECT_LT(resident_bytes(stream.client().pid()) - before, ten_megabytes);
  stream.close();
  stream.expect(1, "warm\n");
  EXPECT_TRUE(stream.client().complains("9999999982 bytes missing")) << stream.client().errors();
}

// header/3.6
TEST(HeaderClientWaits, between_frames_and_inside_one_it_uses_no_processor_time) {
  PlayedStream between{"header_client"};
  PlayedStream inside{"header_client"};
  between.piece(frame("one"));
  inside.piece("22        Welc");
  const auto inside_before = processor_time(inside.client().pid());
  EXPECT_LT(processor_time_during(between.client().pid(), 1s), 100ms);
  EXPECT_LT(processor_time(inside.client().pid()) - inside_before, 100ms);
}

}  // namespace
}  // namespace shortread::tests
