// Where in a schedule an act may stand: the same in its text and in its bytes.
#pragma once

#include <shortread/testing/schedule.hpp>

namespace shortread::testing {

/// Nothing comes after it.
[[nodiscard]] constexpr bool is_last(Act act) {
  return act == Act::end || act == Act::reset || act == Act::gone || act == Act::silence;
}

[[nodiscard]] constexpr bool is_for_recv(Act act) { return act != Act::gone; }
[[nodiscard]] constexpr bool is_for_send(Act act) { return act != Act::end; }

}  // namespace shortread::testing
