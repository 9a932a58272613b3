// From a schedule that makes a test fail to the smallest one found that still does: what a person
// is shown.
#pragma once

#include <cstddef>
#include <functional>

#include <shortread/testing/schedule.hpp>

namespace shortread::testing {

/// Does this schedule still make the test fail?
using StillFails = std::function<bool(const Schedule&)>;

/// Takes steps and bytes away as long as the test fails without them. Requires: `fails(schedule)`.
/// Asks at most `tries_max` times. Nothing can be taken from what it returns in one go, unless the
/// tries ran out before.
[[nodiscard]] Schedule smallest_failing(Schedule schedule, const StillFails& fails,
                                        std::size_t tries_max = 2000);

}  // namespace shortread::testing
