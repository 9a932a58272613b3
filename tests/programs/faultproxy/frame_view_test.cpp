// Where headers, payloads and frame borders lie: the same for every cut of a stream.
#include <shortread/programs/faultproxy/frame_view.hpp>

#include <gtest/gtest.h>

namespace faultproxy {
namespace {

using shortread::bytes_of;
using shortread::text_of;

/// What a view shows, one letter a byte: h, p or r, and a bar where a frame ends.
std::string picture(const std::vector<Part>& parts) {
  std::string text;
  for (const Part& part : parts) {
    const char letter = part.kind == Part::Kind::header    ? 'h'
                        : part.kind == Part::Kind::payload ? 'p'
                                                           : 'r';
    text.append(part.bytes.size(), letter);
    if (part.ends_frame) text += '|';
  }
  return text;
}

std::string picture(std::string_view stream) {
  FrameView view;
  return picture(view.read(bytes_of(stream)));
}

std::string state_after(std::string_view stream) {
  FrameView view;
  static_cast<void>(view.read(bytes_of(stream)));
  return view.state();
}

/// The pieces of `stream` where bit N of `cuts` says that there is a cut after byte N.
template <class Take>
void cut(std::string_view stream, unsigned cuts, Take take) {
  std::size_t begin = 0;
  for (std::size_t end = 1; end <= stream.size(); ++end) {
    if (end < stream.size() && (cuts >> (end - 1) & 1U) == 0) continue;
    take(stream.substr(begin, end - begin));
    begin = end;
  }
}

TEST(FrameView, a_frame_is_a_header_and_a_payload_and_then_a_border) {
  EXPECT_EQ(picture("5         hello"), "hhhhhhhhhhppppp|");
  EXPECT_EQ(picture("2         ok1         !"), "hhhhhhhhhhpp|hhhhhhhhhhp|");
}

TEST(FrameView, an_empty_frame_ends_with_its_header) {
  EXPECT_EQ(picture("0         "), "hhhhhhhhhh|");
  EXPECT_EQ(picture("0         0         1         x"), "hhhhhhhhhh|hhhhhhhhhh|hhhhhhhhhhp|");
}

TEST(FrameView, nothing_shows_nothing) {
  FrameView view;
  EXPECT_TRUE(view.read({}).empty());
  EXPECT_EQ(view.state(), "between frames");
}

TEST(FrameView, the_state_says_where_a_decoder_stands) {
  EXPECT_EQ(state_after("42 "), "header 3 of 10");
  EXPECT_EQ(state_after("22        "), "payload 0 of 22, 22 missing");
  EXPECT_EQ(state_after("22        sixsix"), "payload 6 of 22, 16 missing");
  EXPECT_EQ(state_after("6         sixsix"), "between frames");
  EXPECT_EQ(state_after("9999999999x"), "payload 1 of 9999999999, 9999999998 missing");
}

TEST(FrameView, parts_are_the_piece_itself_in_order) {
  const std::string stream = "2         ok0         x";
  const auto piece = bytes_of(stream);
  FrameView view;
  const std::byte* next = piece.data();
  for (const Part& part : view.read(piece)) {
    EXPECT_EQ(part.bytes.data(), next);
    next += part.bytes.size();
  }
  EXPECT_EQ(next, piece.data() + piece.size());
}

// Every 311th of the 2^21 ways to cut it.
TEST(FrameView, every_cut_of_a_stream_shows_the_same_parts_and_borders) {
  const std::string stream = "0         2         ok";
  unsigned wrong = 0;
  for (unsigned cuts = 0; cuts < 1U << (stream.size() - 1); cuts += 311) {
    FrameView view;
    std::string shown;
    cut(stream, cuts,
        [&](std::string_view piece) { shown += picture(view.read(bytes_of(piece))); });
    wrong += shown == "hhhhhhhhhh|hhhhhhhhhhpp|" && view.state() == "between frames" ? 0 : 1;
  }
  EXPECT_EQ(wrong, 0U);
}

TEST(FrameView, after_a_malformed_header_all_is_raw_for_ever) {
  FrameView view;
  EXPECT_EQ(picture(view.read(bytes_of("2         ok1x2"))), "hhhhhhhhhhpp|rrr");
  EXPECT_EQ(picture(view.read(bytes_of("5         hello"))), std::string(15, 'r'));
  EXPECT_EQ(view.state(), "not frames since byte 13");
}

TEST(FrameView, the_offset_is_the_first_wrong_byte_wherever_the_stream_is_cut) {
  const std::string stream = "1         !07        abc";  // a leading zero: wrong at byte 12
  for (unsigned cuts = 0; cuts < 1U << (stream.size() - 1); cuts += 311) {
    FrameView view;
    cut(stream, cuts,
        [&](std::string_view piece) { static_cast<void>(view.read(bytes_of(piece))); });
    ASSERT_EQ(view.state(), "not frames since byte 12") << cuts;
  }
}

TEST(FrameView, a_stream_of_no_frames_is_raw_from_its_first_byte) {
  EXPECT_EQ(picture("GET / HTTP/1.1"), std::string(14, 'r'));
  EXPECT_EQ(state_after("GET / HTTP/1.1"), "not frames since byte 0");
}

}  // namespace
}  // namespace faultproxy
