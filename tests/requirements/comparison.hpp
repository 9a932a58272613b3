// What should have been the same and was not: the first place where it is not, and the finding.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <shortread/testing/finding.hpp>

namespace requirements {

/// Where `got` leaves `expected`; nothing where it does not.
inline std::optional<std::uint64_t> first_difference(std::string_view expected,
                                                     std::string_view got) {
  if (expected == got) return std::nullopt;
  const auto [at, _] = std::ranges::mismatch(expected, got);
  return static_cast<std::uint64_t>(at - expected.begin());
}

inline shortread::testing::Finding finding(const shortread::testing::Schedule& schedule,
                                           std::string expected, std::string got) {
  return {.schedule = schedule, .expected = std::move(expected), .got = std::move(got)};
}

}  // namespace requirements
