// The ten bytes in front of every payload: its length in bytes, decimal, padded with spaces.
// Wire format: docs/wire.md, requirements header/1.1 to header/1.9.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
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

}  // namespace shortread
