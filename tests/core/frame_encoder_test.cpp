// Tests of reference/core/frame_encoder.hpp.
#include <shortread/core/frame_encoder.hpp>

#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <shortread/core/length_header.hpp>
#include <tests/support/allocations.hpp>
#include <tests/support/decoded.hpp>

namespace shortread {
namespace {

using requirements::by_the_book::decode;
using requirements::by_the_book::Decoded;
using tests::AllocationWatch;

std::string encoded(std::string_view payload) {
  return std::string{text_of(encode_frame(bytes_of(payload)))};
}

// header/1.1
TEST(FrameEncoder, a_frame_is_its_length_header_and_its_payload) {
  EXPECT_EQ(encoded("hello"), "5         hello");
  EXPECT_EQ(encoded(std::string(100, 'x')), "100       " + std::string(100, 'x'));
}

// header/2.1
TEST(FrameEncoder, an_empty_payload_is_a_header_alone) { EXPECT_EQ(encoded(""), "0         "); }

// header/1.5
TEST(FrameEncoder, the_length_counts_bytes_not_characters) {
  EXPECT_EQ(encoded("é"), "2         é");
  EXPECT_EQ(encoded("🙂é"), "6         🙂é");
}

TEST(FrameEncoder, a_payload_may_hold_any_byte) {
  using namespace std::string_view_literals;
  EXPECT_EQ(encoded("\0\xff\n "sv), "4         \0\xff\n "sv);
}

TEST(FrameEncoder, a_frame_is_appended_behind_what_is_there) {
  Bytes out;
  append_frame(out, bytes_of("one"));
  append_frame(out, {});
  append_frame(out, bytes_of("two"));
  EXPECT_EQ(text_of(out), "3         one0         3         two");
}

// header/2.1
TEST(FrameEncoder, every_size_up_to_300_is_one_frame_by_the_book) {
  for (std::size_t size = 0; size <= 300; ++size) {
    const std::string payload(size, '7');
    EXPECT_EQ(decode(encoded(payload), 300), Decoded{.frames = {payload}});
  }
}

TEST(FrameEncoder, a_frame_of_its_own_takes_memory_once) {
  const std::string payload(5'000, 'x');
  const AllocationWatch watch;
  const Bytes frame = encode_frame(bytes_of(payload));
  EXPECT_EQ(watch.count(), 1U);
  EXPECT_LT(watch.bytes(), 5'100U);
  EXPECT_EQ(frame.size(), 5'010U);
}

#ifndef NDEBUG
// header/1.4
TEST(FrameEncoderDeathTest, a_payload_no_header_can_announce_is_our_own_bug) {
  const std::byte first{};
  const ByteView too_long{&first, payload_bytes_max + 1};  // never read: the header comes first
  Bytes out;
  EXPECT_DEATH(append_frame(out, too_long), "payload_bytes_max");
}
#endif

}  // namespace
}  // namespace shortread
