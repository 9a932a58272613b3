// Splits one peer's byte stream into frames. Wire format: docs/wire.md, requirements header/2.x.
//
//   FrameDecoder decoder{FrameLimit{64 * KiB}};
//   decoder.feed(received);
//   for (auto step = decoder.next_frame(); step && *step; step = decoder.next_frame())
//     deliver(**step);
//
// It is pulled, not asked for everything at once: good frames that arrive in one read with a bad
// header are handed out before the error is. How the network cuts the stream never changes what
// comes out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <expected>
#include <optional>

#include <shortread/core/bytes.hpp>
#include <shortread/core/frame_error.hpp>
#include <shortread/core/length_header.hpp>

namespace shortread {

/// The longest payload a reader takes. Exactly the limit is still accepted.
struct FrameLimit {
  std::uint64_t bytes = 1 * MiB;
};

/// Requires: after each feed(), call next_frame() until it has none. Not thread-safe.
/// Memory: a frame that lies whole in what was fed is never copied; one that the network cut is,
/// once, into a buffer that grows with what arrives (never with what was announced) and is kept for
/// the next.
class FrameDecoder {
 public:
  /// The peer broke the rules | feed me more | one frame's payload.
  using Step = std::expected<std::optional<ByteView>, FrameError>;

  explicit FrameDecoder(FrameLimit limit = {}) noexcept : limit_{limit} {}

  /// Borrows `received` until next_frame() has none. After an error it is ignored.
  void feed(ByteView received);

  /// A payload stays valid until the next feed(). An error is final: every later call repeats it.
  [[nodiscard]] Step next_frame();

  /// May the stream end here? Not inside a frame. Call it when the peer has closed.
  [[nodiscard]] std::expected<void, FrameError> end_of_stream() const;

  /// Bytes of the frame begun but not handed out yet, its header among them; 0 between frames.
  [[nodiscard]] std::uint64_t bytes_pending() const noexcept { return torn_.size(); }

  /// Bytes the begun frame still lacks, as far as is known: of an incomplete header only its own.
  [[nodiscard]] std::uint64_t bytes_missing() const noexcept;

 private:
  [[nodiscard]] bool has_whole_frame();
  [[nodiscard]] ByteView take_whole_frame();
  [[nodiscard]] std::optional<ByteView> next_torn_frame();
  [[nodiscard]] bool is_last_header(HeaderView header) const;
  [[nodiscard]] bool read_header(HeaderView header);
  void take_until_torn_holds(std::uint64_t bytes);
  void fail_at_wrong_byte(ByteView header, std::size_t wrong);
  void fail(const FrameError& error);
  [[nodiscard]] std::uint64_t frame_start() const noexcept;

  FrameLimit limit_;
  ByteView input_;         // borrowed, not looked at yet
  Bytes torn_;             // the begun frame, copied because the network cut it
  Bytes handed_out_;       // the last torn frame, alive until the next feed()
  std::uint64_t fed_ = 0;  // bytes of the stream so far, those in input_ among them

  // A stream often repeats one length, and ten equal bytes need no second reading. What is
  // remembered here passed every check, so it must start out as a header that does.
  Header last_header_ = format_length_header(0);
  std::uint64_t last_frame_bytes_ = header_bytes;

  std::optional<FrameError> failed_;
};

inline bool FrameDecoder::is_last_header(HeaderView header) const {
  return std::memcmp(header.data(), last_header_.data(), header_bytes) == 0;
}

// The fast path, in sight of the caller's loop: a frame that lies whole in what was fed.
inline bool FrameDecoder::has_whole_frame() {
  if (!torn_.empty() || input_.size() < header_bytes) return false;
  const HeaderView header = input_.first<header_bytes>();
  return (is_last_header(header) || read_header(header)) && input_.size() >= last_frame_bytes_;
}

inline ByteView FrameDecoder::take_whole_frame() {
  const auto frame_bytes = static_cast<std::size_t>(last_frame_bytes_);
  const ByteView frame = input_.first(frame_bytes);
  input_ = input_.subspan(frame_bytes);
  return frame.subspan(header_bytes);
}

// A Step is made only here, never through a call: so it stays in registers in the caller's loop.
inline FrameDecoder::Step FrameDecoder::next_frame() {
  if (has_whole_frame()) return take_whole_frame();
  const auto torn = next_torn_frame();
  if (failed_) return std::unexpected(*failed_);
  return torn;
}

}  // namespace shortread
