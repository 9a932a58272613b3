// Sizes in bytes as people write them: 4096, 64KiB, 4MiB, 1GiB.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shortread {

/// Decimal digits, then nothing, KiB, MiB or GiB. Nothing for any other text and past 2^64.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

/// The shortest way to write it: 65536 is "64KiB", 65537 is "65537".
[[nodiscard]] std::string format_size(std::uint64_t bytes);

}  // namespace shortread
