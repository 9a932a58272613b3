// Shows where headers, payloads and frame borders lie in a stream, piece by piece as it passes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <shortread/core/bytes.hpp>
#include <shortread/core/length_header.hpp>

namespace faultproxy {

/// A run of bytes of one kind within one received piece.
struct Part {
  enum class Kind : std::uint8_t {
    header,
    payload,
    raw
  };  // raw: the stream is no frames (any more)
  Kind kind;
  shortread::ByteView bytes;  ///< into the piece
  bool ends_frame;            ///< a frame border follows
};

/// Unlike a decoder it refuses nothing: what is no frame is shown as raw bytes, for ever after.
class FrameView {
 public:
  /// The parts of `piece`, in order; valid as long as the piece.
  [[nodiscard]] std::vector<Part> read(shortread::ByteView piece);

  /// Where a decoder stands now: "between frames", "header 3 of 10", "payload 6 of 22, 16 missing",
  /// "not frames since byte 12".
  [[nodiscard]] std::string state() const;

 private:
  Part read_header(shortread::ByteView rest);
  Part read_payload(shortread::ByteView rest);

  shortread::Bytes header_;          // what has arrived of the frame's header
  std::uint64_t payload_bytes_ = 0;  // announced by the header, once it is whole
  std::uint64_t payload_seen_ = 0;
  std::uint64_t offset_ = 0;  // of the next byte in the stream
  std::optional<std::uint64_t> no_frames_since_;
};

}  // namespace faultproxy
