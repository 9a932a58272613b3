// Tests of reference/core/frame_decoder.hpp: how the network cuts a stream never changes what is
// seen.
#include <shortread/core/frame_decoder.hpp>

#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/support/decoded.hpp>

namespace shortread {
namespace {

using namespace std::string_view_literals;
using tests::closed_inside;
using tests::expect_every_cut;
using tests::expect_up_to_three_cuts;
using tests::malformed;
using tests::over_limit;

// header/2.2: 2^15 ways
TEST(FrameDecoderCuts, every_cut_of_one_frame_of_16_bytes_gives_the_same_message) {
  expect_every_cut("6         abcdef", {{"abcdef"}});
}

// header/2.2: 2^18 ways would take a while here; both empty frames are cut up to three times
TEST(FrameDecoderCuts, up_to_three_cuts_of_two_empty_frames_give_two_empty_messages) {
  expect_up_to_three_cuts("0         0         ", {{"", ""}});
}

// header/2.2
TEST(FrameDecoderCuts, up_to_three_cuts_of_three_frames_give_the_same_messages) {
  expect_up_to_three_cuts("2         ab0         3         cde", {{"ab", "", "cde"}});
}

// header/2.3
TEST(FrameDecoderCuts, every_cut_of_a_malformed_header_gives_the_same_error) {
  expect_every_cut("4   x     abcd", {{}, malformed(4, 'x')});
  expect_every_cut("-5        ", {{}, malformed(0, '-')});
  expect_every_cut("1_0       ", {{}, malformed(1, '_')});
  expect_every_cut("00        ", {{}, malformed(1, '0')});
  expect_every_cut("         5", {{}, malformed(0, ' ')});
  expect_every_cut("42       \t", {{}, malformed(9, '\t')});
}

// header/2.3, header/2.4
TEST(FrameDecoderCuts, every_cut_of_a_good_frame_before_a_bad_header_delivers_it_first) {
  expect_every_cut("2         okxy", {{"ok"}, malformed(12, 'x')});
  expect_every_cut("1         a12x", {{"a"}, malformed(13, 'x')});
}

// header/2.3
TEST(FrameDecoderCuts, every_cut_of_a_header_over_the_limit_gives_the_same_error) {
  expect_every_cut("9999999999abcd", {{}, over_limit(0, 9'999'999'999, 1'048'576)});
}

// header/2.3
TEST(FrameDecoderCuts, up_to_three_cuts_of_a_second_header_over_the_limit_give_the_same_error) {
  expect_up_to_three_cuts("2         ok5         hello", {{"ok"}, over_limit(12, 5, 4)},
                          FrameLimit{4});
}

// header/2.3, header/2.5
TEST(FrameDecoderCuts, every_cut_of_an_early_end_gives_the_same_error) {
  expect_every_cut("6         abcde", {{}, closed_inside(15, 1)});
  expect_every_cut("12       ", {{}, closed_inside(9, 1)});
}

// header/2.5: an end at every offset, under every cut
TEST(FrameDecoderCuts, an_end_at_every_offset_of_a_frame_says_how_many_bytes_are_missing) {
  const auto frame = "4         abcd"sv;
  expect_every_cut(frame.substr(0, 0), {});
  for (std::size_t end = 1; end < frame.size(); ++end) {
    const std::size_t missing = end < header_bytes ? header_bytes - end : frame.size() - end;
    expect_every_cut(frame.substr(0, end), {{}, closed_inside(end, missing)});
  }
  expect_every_cut(frame, {{"abcd"}});
}

// header/2.2, header/2.3, header/2.5
TEST(FrameDecoderCuts, an_end_at_every_offset_of_three_frames_is_judged_by_the_book) {
  const auto stream = "2         ab0         11        hello world"sv;
  for (std::size_t end = 0; end <= stream.size(); ++end) {
    tests::expect_three_ways(stream.substr(0, end),
                             requirements::by_the_book::decode(stream.substr(0, end), 1 * MiB));
  }
}

// header/2.7
TEST(FrameDecoderCuts, a_wrong_byte_is_refused_when_it_arrives) {
  for (const auto& [header, wrong] :
       {std::pair{"-"sv, 0U}, {"12x"sv, 2U}, {"1 2"sv, 2U}, {"00"sv, 1U}, {" "sv, 0U}}) {
    FrameDecoder decoder;
    tests::Decoded decoded;
    for (std::size_t at = 0; at < header.size(); ++at) {
      EXPECT_FALSE(decoded.error) << "too early: " << header;
      const tests::Loan loan{header.substr(at, 1)};
      decoder.feed(loan.bytes());
      tests::drain(decoder, decoded);
    }
    ASSERT_TRUE(decoded.error) << "waits after: " << header;
    EXPECT_EQ(*decoded.error, malformed(wrong, header[wrong]));
  }
}

}  // namespace
}  // namespace shortread
