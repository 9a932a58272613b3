// Tests of reference/core/frame_decoder.hpp: the limit, and lengths that pass 2^32.
#include <shortread/core/frame_decoder.hpp>

#include <tests/support/decoded.hpp>

namespace shortread {
namespace {

using tests::decode;
using tests::expect_three_ways;
using tests::over_limit;

// header/1.6
TEST(FrameDecoderLimit, a_payload_of_exactly_the_limit_is_accepted) {
  expect_three_ways("5         hello", {{"hello"}}, FrameLimit{5});
}

// header/1.6
TEST(FrameDecoderLimit, one_byte_more_than_the_limit_is_refused_with_both_numbers) {
  expect_three_ways("6         hello!", {{}, over_limit(0, 6, 5)}, FrameLimit{5});
}

// header/1.6
TEST(FrameDecoderLimit, a_limit_of_zero_takes_empty_frames_only) {
  expect_three_ways("0         1         x", {{""}, over_limit(10, 1, 0)}, FrameLimit{0});
}

// header/1.6
TEST(FrameDecoderLimit, the_default_limit_itself_is_accepted_and_one_more_is_not) {
  const std::string payload(1 * MiB, 'm');
  const auto taken = decode("1048576   " + payload, {5, 70'000});
  EXPECT_EQ(taken, tests::Decoded{{payload}});
  expect_three_ways("1048577   x", {{}, over_limit(0, 1'048'577, 1'048'576)});
}

// header/1.4: 4,294,967,301 is 5 where somebody keeps 32 bits
TEST(FrameDecoderLimit, a_length_past_two_to_the_32nd_is_not_taken_for_its_low_bits) {
  expect_three_ways("4294967301hello", {{}, over_limit(0, 4'294'967'301, 1'048'576)});
}

// header/1.4
TEST(FrameDecoderLimit, the_largest_length_is_waited_for_where_the_limit_allows_it) {
  FrameDecoder decoder{FrameLimit{payload_bytes_max}};
  const tests::Loan loan{"9999999999abc"};
  decoder.feed(loan.bytes());
  EXPECT_FALSE(decoder.next_frame().value());
  EXPECT_EQ(decoder.bytes_missing(), 9'999'999'996U);
  EXPECT_EQ(decoder.end_of_stream().error(), tests::closed_inside(13, 9'999'999'996));
}

// header/1.6: what was refused is not remembered as good
TEST(FrameDecoderLimit, a_refused_header_stays_refused_after_a_good_one) {
  expect_three_ways("1         a9         bbbbbbbbb", {{"a"}, over_limit(11, 9, 8)}, FrameLimit{8});
}

// header/1.3: a wrong byte is said before the size of a length that was never finished
TEST(FrameDecoderLimit, a_malformed_header_is_malformed_whatever_its_digits_say) {
  expect_three_ways("999999999x", {{}, tests::malformed(9, 'x')}, FrameLimit{5});
}

}  // namespace
}  // namespace shortread
