// All that a decoder makes of a stream, and what it should have made of it.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/printable.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/support/streams.hpp>

namespace requirements::by_the_book {

inline void PrintTo(const Decoded& decoded, std::ostream* out) {
  for (const std::string& frame : decoded.frames) {
    *out << '"' << shortread::printable(shortread::bytes_of(frame)) << "\" ";
  }
  if (!decoded.error) {
    *out << "and a clean end";
    return;
  }
  const FrameError& error = *decoded.error;
  *out << "and error kind " << int{static_cast<std::uint8_t>(error.kind)} << " at " << error.offset
       << ", wrong byte " << std::to_integer<int>(error.wrong_byte) << ", announced "
       << error.announced << ", limit " << error.limit << ", missing " << error.missing;
}

}  // namespace requirements::by_the_book

namespace shortread::tests {

using requirements::by_the_book::closed_inside;
using requirements::by_the_book::Decoded;
using requirements::by_the_book::malformed;
using requirements::by_the_book::over_limit;

/// Pulls all there is. Frames are read last, when later ones and a torn tail have been pulled: a
/// payload must stay valid until the next feed().
inline void drain(FrameDecoder& decoder, Decoded& decoded) {
  constexpr std::size_t more_than_any_test_feeds = 100'000;
  std::vector<ByteView> payloads;
  auto step = decoder.next_frame();
  for (; step && *step; step = decoder.next_frame()) {
    payloads.push_back(**step);
    ASSERT_LT(payloads.size(), more_than_any_test_feeds) << "frames without end";
  }
  if (!step) decoded.error = step.error();
  for (const ByteView payload : payloads) decoded.frames.emplace_back(text_of(payload));
}

/// What comes out of a stream that is cut there and then ends.
inline Decoded decode(std::string_view stream, const Cuts& cuts, FrameLimit limit = {}) {
  FrameDecoder decoder{limit};
  Decoded decoded;
  for (const std::string_view piece : pieces(stream, cuts)) {
    const Loan received{piece};
    decoder.feed(received.bytes());
    drain(decoder, decoded);
    if (decoded.error) return decoded;
  }
  if (const auto end = decoder.end_of_stream(); !end) decoded.error = end.error();
  return decoded;
}

inline void expect_decoded(std::string_view stream, const Cuts& cuts, const Decoded& expected,
                           FrameLimit limit = {}) {
  EXPECT_EQ(decode(stream, cuts, limit), expected)
      << "stream \"" << printable(bytes_of(stream)) << "\" cut at "
      << ::testing::PrintToString(cuts) << ", limit " << limit.bytes;
}

inline void expect_three_ways(std::string_view stream, const Decoded& expected,
                              FrameLimit limit = {}) {
  for_three_ways(stream.size(),
                 [&](const Cuts& cuts) { expect_decoded(stream, cuts, expected, limit); });
}

inline void expect_every_cut(std::string_view stream, const Decoded& expected,
                             FrameLimit limit = {}) {
  for_every_cut(stream.size(),
                [&](const Cuts& cuts) { expect_decoded(stream, cuts, expected, limit); });
}

inline void expect_up_to_three_cuts(std::string_view stream, const Decoded& expected,
                                    FrameLimit limit = {}) {
  for_up_to_three_cuts(stream.size(),
                       [&](const Cuts& cuts) { expect_decoded(stream, cuts, expected, limit); });
}

}  // namespace shortread::tests
