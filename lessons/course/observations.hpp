// What happens in each moment, by the id that its text has in walkthrough.toml.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "cast.hpp"

namespace course {

/// What came of a moment, as it was observed.
struct Seen {
  bool reference_holds = true;
  bool is_as_told = true;  ///< did everything else do what the moment's text says?
};

/// Plays the moment with real programs, shows it, and says what was seen.
using Observation = std::function<Seen(Cast&)>;
using Observations = std::map<std::string, Observation>;

[[nodiscard]] const Observations& lesson_01_observations();
[[nodiscard]] const Observations& lesson_02_observations();
[[nodiscard]] const Observations& lesson_03_observations();
[[nodiscard]] const Observations& lesson_05_observations();

}  // namespace course
