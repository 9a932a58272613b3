// What the checks of lesson 2 share: limits, what a schedule delivers, how a finding is made.
#pragma once

#include <cstdint>
#include <string>

#include <shortread/testing/finding.hpp>

namespace requirements::fixed_header_checks {

inline constexpr std::uint64_t usual_limit = 1024 * 1024;
inline constexpr std::uint64_t small_limit = 16;
inline constexpr std::uint64_t longest_length = 9'999'999'999;

/// The bytes that reach the reader before an end, a reset or silence.
inline std::string delivered(const shortread::testing::Schedule& schedule) {
  using shortread::testing::Act;
  std::uint64_t arrived = 0;
  for (const auto& step : schedule.receives) {
    if (step.act == Act::bytes) arrived += step.count;
    if (step.act == Act::rest) arrived = schedule.incoming.size();
    const bool is_over = step.act == Act::end || step.act == Act::reset || step.act == Act::silence;
    if (is_over) return schedule.incoming.substr(0, arrived);
  }
  return schedule.incoming;
}

inline shortread::testing::Finding finding(const shortread::testing::Schedule& schedule,
                                           std::string expected, std::string got) {
  return {.schedule = schedule, .expected = std::move(expected), .got = std::move(got)};
}

}  // namespace requirements::fixed_header_checks
