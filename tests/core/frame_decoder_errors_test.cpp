// Tests of reference/core/frame_decoder.hpp: what a peer that breaks the rules gets.
#include <shortread/core/frame_decoder.hpp>

#include <tests/support/decoded.hpp>

namespace shortread {
namespace {

using namespace std::string_literals;
using tests::Decoded;
using tests::expect_three_ways;
using tests::Loan;
using tests::malformed;

// header/1.2, header/1.3
TEST(FrameDecoderErrors, a_first_header_of_ten_nul_bytes_is_refused) {
  expect_three_ways(std::string(10, '\0'), {{}, malformed(0, '\0')});
}

// header/1.3: offsets count from the stream's first byte, not from the header's
TEST(FrameDecoderErrors, a_wrong_byte_in_a_later_header_is_named_by_its_place_in_the_stream) {
  expect_three_ways("2         ab3         abc4  x      ", {{"ab", "abc"}, malformed(28, 'x')});
}

// header/2.4
TEST(FrameDecoderErrors, good_frames_in_one_read_with_a_bad_header_are_delivered_first) {
  expect_three_ways("2         ab0         +1        c", {{"ab", ""}, malformed(22, '+')});
}

// header/2.6
TEST(FrameDecoderErrors, an_error_is_repeated_by_every_later_call) {
  FrameDecoder decoder;
  const Loan loan{"1         a?"};
  decoder.feed(loan.bytes());
  EXPECT_TRUE(decoder.next_frame().value().has_value());
  for (int call = 0; call < 3; ++call) {
    const auto step = decoder.next_frame();
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error(), malformed(11, '?'));
  }
  ASSERT_FALSE(decoder.end_of_stream());
  EXPECT_EQ(decoder.end_of_stream().error(), malformed(11, '?'));
}

// header/2.6
TEST(FrameDecoderErrors, nothing_after_an_error_is_looked_at) {
  for (const std::string_view bad : {"x", "12345678x0", "9999999999", "abcdefghij2         ok"}) {
    FrameDecoder decoder;
    const Loan first{bad};
    decoder.feed(first.bytes());
    const auto error = decoder.next_frame();
    ASSERT_FALSE(error) << bad;
    const Loan second{"2         ok"};
    decoder.feed(second.bytes());
    const auto again = decoder.next_frame();
    ASSERT_FALSE(again) << bad;
    EXPECT_EQ(again.error(), error.error());
    EXPECT_EQ(decoder.end_of_stream().error(), error.error());
  }
}

// header/2.6
TEST(FrameDecoderErrors, the_rest_of_the_read_with_the_bad_header_is_not_delivered) {
  expect_three_ways("abcdefghij2         ok", {{}, malformed(0, 'a')});
}

// header/2.6: the header before was good, and is the same as the one after the bad one.
TEST(FrameDecoderErrors, a_remembered_good_header_does_not_bring_a_failed_stream_back) {
  expect_three_ways("2         ok2        xok2         ok", {{"ok"}, malformed(21, 'x')});
}

// header/2.5
TEST(FrameDecoderErrors, the_end_is_judged_anew_after_more_bytes) {
  FrameDecoder decoder;
  const Loan first{"2    "};
  decoder.feed(first.bytes());
  EXPECT_FALSE(decoder.next_frame().value());
  ASSERT_FALSE(decoder.end_of_stream());
  EXPECT_EQ(decoder.end_of_stream().error(), tests::closed_inside(5, 5));
  const Loan second{"     ok"};
  decoder.feed(second.bytes());
  EXPECT_TRUE(decoder.next_frame().value());
  EXPECT_TRUE(decoder.end_of_stream());
}

}  // namespace
}  // namespace shortread
