// The demonstration: on a good day, with the lesson's own peer on loopback, does it work at all?
#pragma once

#include <optional>
#include <string>

namespace requirements {

/// What went wrong, or nothing. Runs the module in this process, over real sockets. `tries`: a busy
/// machine may let two messages run together, and then the day was not good.
[[nodiscard]] std::optional<std::string> what_a_good_day_lacks(const std::string& lesson,
                                                               const std::string& module,
                                                               int tries = 3);

}  // namespace requirements
