// Tests of reference/core/frame_error.hpp.
#include <shortread/core/frame_error.hpp>

#include <string>

#include <gtest/gtest.h>
#include <tests/support/decoded.hpp>

namespace shortread {
namespace {

using tests::closed_inside;
using tests::malformed;
using tests::over_limit;

std::string malformed_text(const std::string& at_and_byte) {
  return "malformed header at byte " + at_and_byte +
         " (a length is digits, then spaces, ten bytes in all)";
}

// header/1.3
TEST(FrameError, a_malformed_header_names_its_offset_and_the_wrong_byte) {
  EXPECT_EQ(describe(malformed(15, '+')), malformed_text("15: '+'"));
  EXPECT_EQ(describe(malformed(0, '-')), malformed_text("0: '-'"));
}

// header/3.5
TEST(FrameError, a_wrong_byte_that_could_command_a_terminal_is_escaped) {
  EXPECT_EQ(describe(malformed(1, '\x1b')), malformed_text("1: '\\x1b'"));
  EXPECT_EQ(describe(malformed(1, '\0')), malformed_text("1: '\\x00'"));
  EXPECT_EQ(describe(malformed(1, '\n')), malformed_text("1: '\\x0a'"));
  EXPECT_EQ(describe(malformed(1, '\xc3')), malformed_text("1: '\\xc3'"));
  EXPECT_EQ(describe(malformed(1, '\\')), malformed_text("1: '\\\\'"));
}

// header/1.6
TEST(FrameError, a_frame_over_the_limit_names_what_was_announced_and_what_is_allowed) {
  EXPECT_EQ(describe(over_limit(25, 9'999'999'999, 1'048'576)),
            "frame over the limit at byte 25: 9999999999 bytes announced, 1048576 bytes allowed");
}

// header/2.5
TEST(FrameError, a_close_inside_a_frame_names_how_many_bytes_are_missing) {
  EXPECT_EQ(describe(closed_inside(12, 3)), "closed inside a frame at byte 12: 3 bytes missing");
}

TEST(FrameError, one_is_a_byte_and_any_other_count_bytes) {
  EXPECT_EQ(describe(closed_inside(9, 1)), "closed inside a frame at byte 9: 1 byte missing");
  EXPECT_EQ(describe(over_limit(0, 1, 0)),
            "frame over the limit at byte 0: 1 byte announced, 0 bytes allowed");
  EXPECT_EQ(describe(over_limit(0, 2, 1)),
            "frame over the limit at byte 0: 2 bytes announced, 1 byte allowed");
}

// header/1.4: a stream is longer than any frame in it.
TEST(FrameError, an_offset_beyond_two_to_the_32nd_is_named_whole) {
  EXPECT_EQ(describe(closed_inside(1'099'511'627'776, 4'294'967'296)),
            "closed inside a frame at byte 1099511627776: 4294967296 bytes missing");
}

TEST(FrameError, errors_are_equal_only_when_every_field_is) {
  const FrameError error{.kind = FrameErrorKind::over_limit};
  EXPECT_EQ(error, FrameError{.kind = FrameErrorKind::over_limit});
  EXPECT_NE(error, FrameError{.kind = FrameErrorKind::closed_inside_frame});
  EXPECT_NE(error, (FrameError{.kind = FrameErrorKind::over_limit, .offset = 1}));
  EXPECT_NE(error, (FrameError{.kind = FrameErrorKind::over_limit, .wrong_byte = std::byte{1}}));
  EXPECT_NE(error, (FrameError{.kind = FrameErrorKind::over_limit, .announced = 1}));
  EXPECT_NE(error, (FrameError{.kind = FrameErrorKind::over_limit, .limit = 1}));
  EXPECT_NE(error, (FrameError{.kind = FrameErrorKind::over_limit, .missing = 1}));
}

TEST(FrameError, a_field_nobody_names_is_zero) {
  const FrameError error{};
  EXPECT_EQ(error.offset, 0U);
  EXPECT_EQ(error.wrong_byte, std::byte{0});
  EXPECT_EQ(error.announced, 0U);
  EXPECT_EQ(error.limit, 0U);
  EXPECT_EQ(error.missing, 0U);
}

}  // namespace
}  // namespace shortread
