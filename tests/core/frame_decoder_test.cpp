// Tests of reference/core/frame_decoder.hpp: what comes out of a stream that keeps to the rules.
#include <shortread/core/frame_decoder.hpp>

#include <shortread/core/frame_encoder.hpp>
#include <tests/support/decoded.hpp>

namespace shortread {
namespace {

using namespace std::string_literals;
using tests::decode;
using tests::Decoded;
using tests::expect_three_ways;

// header/2.1
TEST(FrameDecoder, one_frame_is_delivered_whole) {
  expect_three_ways("5         hello", {{"hello"}});
}

// header/2.1
TEST(FrameDecoder, empty_frame_between_two_messages_is_delivered) {
  expect_three_ways("5         hello0         2         ok", {{"hello", "", "ok"}});
}

// header/2.1
TEST(FrameDecoder, an_empty_frame_first_is_delivered_and_no_end) {
  expect_three_ways("0         1         x", {{"", "x"}});
}

// header/2.1
TEST(FrameDecoder, empty_frames_alone_are_delivered_each) {
  expect_three_ways("0         0         0         ", {{"", "", ""}});
}

// header/2.1
TEST(FrameDecoder, a_stream_without_bytes_has_no_frames_and_ends_well) {
  expect_three_ways("", {});
}

// header/2.1
TEST(FrameDecoder, frames_of_one_length_in_a_row_are_told_apart) {
  expect_three_ways("2         aa2         bb2         cc", {{"aa", "bb", "cc"}});
}

// header/2.1: what is remembered of the last header is of the last, not of the first.
TEST(FrameDecoder, lengths_that_alternate_are_read_anew_each_time) {
  expect_three_ways("1         a2         bb1         c2         dd", {{"a", "bb", "c", "dd"}});
}

// header/2.1
TEST(FrameDecoder, a_payload_that_looks_like_a_header_is_a_payload) {
  expect_three_ways("10        5         5         hello", {{"5         ", "hello"}});
}

// header/2.1
TEST(FrameDecoder, every_byte_value_passes_in_a_payload) {
  std::string payload;
  for (int value = 0; value < 256; ++value) payload += static_cast<char>(value);
  expect_three_ways("256       " + payload + "1         x", {{payload, "x"}});
}

// header/1.5
TEST(FrameDecoder, a_length_counts_bytes_not_characters) {
  expect_three_ways("4         éé2         ok", {{"éé", "ok"}});
}

// header/2.1: lengths of one to six digits, each read on its own path.
TEST(FrameDecoder, payloads_of_every_number_of_digits_are_delivered) {
  std::string stream;
  Decoded expected;
  for (const std::size_t size :
       {9U, 10U, 99U, 100U, 999U, 1000U, 9999U, 10'000U, 99'999U, 100'000U}) {
    const std::string payload(size, static_cast<char>('a' + size % 26));
    stream += text_of(encode_frame(bytes_of(payload)));
    expected.frames.push_back(payload);
  }
  EXPECT_EQ(decode(stream, {}), expected);
  EXPECT_EQ(decode(stream, tests::cuts_after_every(4096, stream.size())), expected);
  EXPECT_EQ(decode(stream, tests::cuts_after_every(13, stream.size())), expected);
}

TEST(FrameDecoder, a_fresh_decoder_has_nothing_and_misses_nothing) {
  FrameDecoder decoder;
  EXPECT_FALSE(decoder.next_frame().value());
  EXPECT_EQ(decoder.bytes_pending(), 0U);
  EXPECT_EQ(decoder.bytes_missing(), 0U);
  EXPECT_TRUE(decoder.end_of_stream());
}

TEST(FrameDecoder, an_empty_feed_changes_nothing) {
  FrameDecoder decoder;
  Decoded decoded;
  for (const std::string_view piece : {"", "5      ", "", "   hel", "", "lo", ""}) {
    const tests::Loan loan{piece};
    decoder.feed(loan.bytes());
    tests::drain(decoder, decoded);
  }
  EXPECT_EQ(decoded, Decoded{{"hello"}});
}

TEST(FrameDecoder, pending_and_missing_bytes_are_right_after_every_byte) {
  const std::string frame = "3         abc";
  FrameDecoder decoder;
  for (std::size_t fed = 1; fed <= frame.size(); ++fed) {
    const tests::Loan loan{std::string_view{frame}.substr(fed - 1, 1)};
    decoder.feed(loan.bytes());
    Decoded decoded;
    tests::drain(decoder, decoded);
    const bool is_whole = fed == frame.size();
    EXPECT_EQ(decoder.bytes_pending(), is_whole ? 0 : fed);
    const std::size_t missing = fed < header_bytes ? header_bytes - fed : frame.size() - fed;
    EXPECT_EQ(decoder.bytes_missing(), missing) << fed;
  }
}

TEST(FrameDecoder, pending_bytes_are_those_of_the_begun_frame_only) {
  FrameDecoder decoder;
  const tests::Loan loan{"2         ok5         he"};
  decoder.feed(loan.bytes());
  Decoded decoded;
  tests::drain(decoder, decoded);
  EXPECT_EQ(decoder.bytes_pending(), 12U);
  EXPECT_EQ(decoder.bytes_missing(), 3U);
}

TEST(FrameDecoder, the_default_limit_is_one_MiB) { EXPECT_EQ(FrameLimit{}.bytes, 1'048'576U); }

#ifndef NDEBUG
TEST(FrameDecoderDeathTest, feeding_before_all_frames_were_pulled_is_our_own_bug) {
  FrameDecoder decoder;
  decoder.feed(bytes_of("1         a"));
  EXPECT_DEATH(decoder.feed(bytes_of("x")), "until it has none");
}

TEST(FrameDecoderDeathTest, asking_for_the_end_before_all_frames_were_pulled_is_our_own_bug) {
  FrameDecoder decoder;
  decoder.feed(bytes_of("1         a"));
  EXPECT_DEATH((void)decoder.end_of_stream(), "until it has none");
}
#endif

}  // namespace
}  // namespace shortread
