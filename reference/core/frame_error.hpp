// What a peer did wrong, and at which byte of its stream.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <shortread/core/bytes.hpp>

namespace shortread {

enum class FrameErrorKind : std::uint8_t {
  malformed_header,     ///< a byte no sender writes there
  over_limit,           ///< a good header that announces more than this reader takes
  closed_inside_frame,  ///< the stream ended before the frame did
};

/// Offsets count from the first byte of the stream. A field that its kind does not name is 0.
struct FrameError {
  FrameErrorKind kind{};
  std::uint64_t offset = 0;     ///< the wrong byte; the header over the limit; the stream's end
  std::byte wrong_byte{};       ///< malformed_header: what stood there
  std::uint64_t announced = 0;  ///< over_limit: payload bytes announced
  std::uint64_t limit = 0;      ///< over_limit: payload bytes this reader takes
  std::uint64_t missing = 0;    ///< closed_inside_frame: bytes due; of a torn header only its own

  bool operator==(const FrameError&) const = default;
};

/// One line for a person: what is wrong and at which byte. All printable ASCII.
[[nodiscard]] std::string describe(const FrameError& error);

}  // namespace shortread
