// Bytes that should have been the same, and the first place where they are not.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace requirements {

/// Where `got` leaves `expected`; nothing where it does not.
inline std::optional<std::uint64_t> first_difference(std::string_view expected,
                                                     std::string_view got) {
  if (expected == got) return std::nullopt;
  const auto [at, _] = std::ranges::mismatch(expected, got);
  return static_cast<std::uint64_t>(at - expected.begin());
}

}  // namespace requirements
