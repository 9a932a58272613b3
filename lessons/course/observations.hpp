// What happens in each moment, by the id that its text has in walkthrough.toml.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "cast.hpp"

namespace course {

/// Plays the moment with real programs and says what was seen. False where the reference did not
/// hold.
using Observation = std::function<bool(Cast&)>;
using Observations = std::map<std::string, Observation>;

[[nodiscard]] const Observations& lesson_01_observations();
[[nodiscard]] const Observations& lesson_02_observations();

}  // namespace course
