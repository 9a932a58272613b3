// The ten bytes in front of every payload: its length in bytes, decimal, padded with spaces.
// Wire format: docs/wire.md, requirements header/1.1 to header/1.7.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <expected>
#include <optional>
#include <span>

#include <shortread/core/bytes.hpp>

namespace shortread {

inline constexpr std::size_t header_bytes = 10;

/// The longest payload ten digits can announce. It passes 2^32: lengths are 64-bit everywhere.
inline constexpr std::uint64_t payload_bytes_max = 9'999'999'999;

using Header = std::array<std::byte, header_bytes>;
using HeaderView = std::span<const std::byte, header_bytes>;

/// The header that announces `payload_bytes`. Requires: payload_bytes <= payload_bytes_max.
[[nodiscard]] Header format_length_header(std::uint64_t payload_bytes);

/// The announced length, or the offset (0 to 9) of the first byte no sender writes there.
[[nodiscard]] std::expected<std::uint64_t, std::size_t> parse_length_header(HeaderView header);

/// The same judgement on the part of a header that has arrived (0 to 10 bytes): the offset of the
/// first byte that no good header has there, or nothing as long as it can still become one.
[[nodiscard]] std::optional<std::size_t> first_wrong_byte(ByteView header_so_far);

// Below: how parse_length_header() reads the usual header in few steps, in sight of its caller.
namespace length_header {

// The first four bytes in straight-line code. Where lengths vary, loops that look for the last
// digit make a header cost twice as much: the processor guesses wrong when they end.
struct FirstDigits {
  std::uint64_t length = 0;
  bool are_good = true;  // digits, then spaces
  bool last_was_digit = true;

  void take(std::byte byte) {
    const std::uint64_t value = std::to_integer<std::uint64_t>(byte) - '0';
    const bool digit = value <= 9;
    are_good &= (digit & last_was_digit) | (byte == std::byte{' '});
    length = digit ? length * 10 + value : length;
    last_was_digit = digit;
  }
};

// The announced length if it is 1 to 9999, as nearly all are; for others, good or bad, nothing.
inline std::optional<std::uint64_t> parse_short(HeaderView header) {
  FirstDigits first;
  first.take(header[0]);
  first.take(header[1]);
  first.take(header[2]);
  first.take(header[3]);
  first.are_good &= header[0] != std::byte{' '} && header[0] != std::byte{'0'};
  first.are_good &= std::memcmp(header.data() + 4, "      ", 6) == 0;
  if (!first.are_good) return std::nullopt;
  return first.length;
}

// Any header, byte by byte; of the two only this one knows what is wrong with a bad one.
[[nodiscard]] std::expected<std::uint64_t, std::size_t> parse_any(HeaderView header);

}  // namespace length_header

inline std::expected<std::uint64_t, std::size_t> parse_length_header(HeaderView header) {
  if (const auto length = length_header::parse_short(header)) return *length;
  return length_header::parse_any(header);
}

}  // namespace shortread
