// What docs/wire.md lets come of a schedule: which bytes arrive, and how that ends.
#pragma once

#include <cstdint>
#include <string>

#include <shortread/testing/schedule.hpp>

namespace requirements {

/// The bytes that arrive before the end, a reset or silence.
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

/// end, reset or silence. Where the steps name none of them, the peer closes.
inline shortread::testing::Act ending_of(const shortread::testing::Schedule& schedule) {
  using shortread::testing::Act;
  if (schedule.receives.empty()) return Act::end;
  const Act last = schedule.receives.back().act;
  return last == Act::reset || last == Act::silence ? last : Act::end;
}

}  // namespace requirements
