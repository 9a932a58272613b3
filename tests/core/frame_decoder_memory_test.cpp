// Tests of reference/core/frame_decoder.hpp: what is copied, what is kept, what memory a peer can
// take.
#include <shortread/core/frame_decoder.hpp>

#include <tests/support/allocations.hpp>
#include <tests/support/decoded.hpp>

namespace shortread {
namespace {

using tests::AllocationWatch;
using tests::Loan;

std::optional<ByteView> next(FrameDecoder& decoder) { return decoder.next_frame().value(); }

bool lies_within(ByteView inner, ByteView outer) {
  return outer.data() <= inner.data() && inner.data() + inner.size() <= outer.data() + outer.size();
}

TEST(FrameDecoderMemory, a_frame_that_came_whole_is_seen_in_place) {
  FrameDecoder decoder;
  const Loan loan{"2         ab3         cde"};
  decoder.feed(loan.bytes());
  EXPECT_TRUE(lies_within(next(decoder).value(), loan.bytes()));
  EXPECT_TRUE(lies_within(next(decoder).value(), loan.bytes()));
}

TEST(FrameDecoderMemory, whole_frames_after_a_torn_one_are_seen_in_place_again) {
  FrameDecoder decoder;
  const Loan first{"3       "};
  decoder.feed(first.bytes());
  EXPECT_FALSE(next(decoder));
  const Loan second{"  abc2         de"};
  decoder.feed(second.bytes());
  EXPECT_FALSE(lies_within(next(decoder).value(), second.bytes()));
  EXPECT_TRUE(lies_within(next(decoder).value(), second.bytes()));
}

TEST(FrameDecoderMemory, frames_that_come_whole_take_no_memory_at_all) {
  FrameDecoder decoder;
  const std::string stream = "2         ab0         4         cdef10        0123456789";
  const AllocationWatch watch;
  decoder.feed(bytes_of(stream));
  std::size_t frames = 0;
  while (next(decoder)) ++frames;
  EXPECT_EQ(watch.count(), 0U);
  EXPECT_EQ(frames, 4U);
}

// header/2.1: an empty frame is whole with its header's last byte
TEST(FrameDecoderMemory, an_empty_frame_at_the_very_end_of_a_read_takes_no_memory_either) {
  FrameDecoder decoder;
  const Loan loan{"2         ab0         "};
  const AllocationWatch watch;
  decoder.feed(loan.bytes());
  EXPECT_TRUE(next(decoder));
  EXPECT_TRUE(lies_within(next(decoder).value(), loan.bytes()));
  EXPECT_EQ(watch.count(), 0U);
}

// header/1.7
TEST(FrameDecoderMemory, an_announced_length_takes_no_memory) {
  FrameDecoder decoder{FrameLimit{payload_bytes_max}};
  const Loan loan{"9999999999"};
  const AllocationWatch watch;
  decoder.feed(loan.bytes());
  EXPECT_FALSE(next(decoder));
  EXPECT_LE(watch.bytes_live(), 100U);
}

// header/1.7
TEST(FrameDecoderMemory, memory_grows_with_what_has_arrived) {
  FrameDecoder decoder{FrameLimit{payload_bytes_max}};
  constexpr std::size_t page_bytes = 4096;  // malloc gives large blocks in whole pages
  const AllocationWatch watch;
  const std::string piece(1000, 'p');
  decoder.feed(bytes_of("9999999999"));
  EXPECT_FALSE(next(decoder));
  for (std::size_t arrived = 1000; arrived <= 500'000; arrived += 1000) {
    decoder.feed(bytes_of(piece));
    EXPECT_FALSE(next(decoder));
    ASSERT_LE(watch.bytes_live(), 2 * arrived + page_bytes) << arrived;
  }
}

// A buffer that doubles is filled again log n times, one that grows by a step n times.
TEST(FrameDecoderMemory, a_long_torn_frame_is_not_copied_again_with_every_piece) {
  FrameDecoder decoder;
  const AllocationWatch watch;
  const std::string piece(100, 'p');
  decoder.feed(bytes_of("1000000   "));
  EXPECT_FALSE(next(decoder));
  for (int i = 0; i < 9'999; ++i) {
    decoder.feed(bytes_of(piece));
    ASSERT_FALSE(next(decoder));
  }
  EXPECT_LE(watch.count(), 30U);
}

TEST(FrameDecoderMemory, torn_frames_in_a_row_use_the_same_buffers_again) {
  FrameDecoder decoder;
  const auto torn_frame = [&] {
    decoder.feed(bytes_of("300       "));
    EXPECT_FALSE(next(decoder));
    const std::string payload(300, 'x');
    decoder.feed(bytes_of(payload));
    EXPECT_TRUE(next(decoder));
    EXPECT_FALSE(next(decoder));
  };
  for (int i = 0; i < 4; ++i) torn_frame();
  const AllocationWatch watch;
  const std::string allocated_by_the_test(300, 'x');
  torn_frame();
  EXPECT_LE(watch.count(), 2U);  // the test's own two strings
}

// The contract of next_frame(): valid until the next feed().
TEST(FrameDecoderMemory, a_torn_payload_stays_valid_while_later_frames_and_a_tail_are_pulled) {
  FrameDecoder decoder;
  const Loan first{"5         he"};
  decoder.feed(first.bytes());
  EXPECT_FALSE(next(decoder));
  const Loan second{"llo2         ok9         torn ta"};
  decoder.feed(second.bytes());
  const auto torn = next(decoder).value();
  const auto whole = next(decoder).value();
  EXPECT_FALSE(next(decoder));  // the tail is copied here
  EXPECT_EQ(text_of(torn), "hello");
  EXPECT_EQ(text_of(whole), "ok");
}

TEST(FrameDecoderMemory, what_was_fed_may_die_once_there_is_no_further_frame) {
  FrameDecoder decoder;
  {
    const Loan dies_early{"5         he"};
    decoder.feed(dies_early.bytes());
    EXPECT_FALSE(next(decoder));
  }
  const Loan rest{"llo"};
  decoder.feed(rest.bytes());
  EXPECT_EQ(text_of(next(decoder).value()), "hello");
}

}  // namespace
}  // namespace shortread
