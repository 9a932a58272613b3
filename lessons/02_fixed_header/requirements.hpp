// What lesson 2's exercise must provide, in fixed_header.cpp. The numbers are those of
// docs/wire.md.
#pragma once

#include <concepts>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <shortread/core/frame_error.hpp>

namespace fixed_header {

using shortread::FrameError;      // kind, offset, missing: fill these three
using shortread::FrameErrorKind;  // malformed_header, over_limit, closed_inside_frame

/// `payload` as a frame: ten bytes of header, then its bytes. (header/1.1, header/1.5)
std::string encode_frame(std::string_view payload);

/// Your `class FrameReader` takes the pieces that recv() gave and finds the frames in them. Made
/// with a limit: the longest payload it takes. (header/1.2 to header/2.7)
template <class Reader>
concept FrameReading = std::constructible_from<Reader, std::uint64_t> &&
                       requires(Reader reader, const Reader& at_the_end, std::string_view piece) {
                         { reader.feed(piece) } -> std::same_as<void>;
                         // The peer broke the rules | feed me more | one frame's payload.
                         {
                           reader.next_frame()
                         } -> std::same_as<std::expected<std::optional<std::string>, FrameError>>;
                         // May the stream end here?
                         {
                           at_the_end.end_of_stream()
                         } -> std::same_as<std::expected<void, FrameError>>;
                       };

/// How a connection came to its end.
enum class Ending : std::uint8_t {
  closed,   ///< the peer closed, between two frames
  refused,  ///< the peer broke the rules
  lost      ///< recv() failed
};

using Show = std::function<void(std::string_view payload)>;

/// Receives from `server`, a connected socket, until the end, and shows each frame as soon as it
/// is whole. (raw/1.2 to raw/1.4, header/3.6)
Ending receive_frames(int server, std::uint64_t limit, const Show& show);

}  // namespace fixed_header
