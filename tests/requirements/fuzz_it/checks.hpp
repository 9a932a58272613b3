// What each requirement of lesson 5 asks of one harness and one input: never to accuse a good
// reader, and to accuse each known bug that any input of the requirement shows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <shortread/testing/finding.hpp>
#include <tests/requirements/fuzz_it/part.hpp>
#include <tests/requirements/requirement.hpp>

namespace requirements::fuzz_it_checks {

using Check = std::optional<Finding>(const FuzzItPart& part, const Schedule& schedule);

Check it_can_fail;                       // fuzz/1.1
Check what_is_thrown_is_an_accusation;   // fuzz/1.2
Check nobody_good_is_accused;            // fuzz/1.3
Check lost_frames_are_seen;              // fuzz/1.4
Check frames_lost_to_cuts_are_seen;      // fuzz/2.1
Check errors_moved_by_cuts_are_seen;     // fuzz/2.2
Check other_formats_will_do;             // fuzz/2.3
Check wrong_answers_are_seen;            // fuzz/3.1
Check wrong_ends_are_seen;               // fuzz/3.2
Check errors_that_do_not_stay_are_seen;  // fuzz/3.3

/// Whom the plainest inputs show to be wrong: a reader that throws is accused of nothing else, and
/// nobody good is. Empty: nothing lacks.
[[nodiscard]] std::optional<std::string> what_a_good_day_lacks(const FuzzItPart& part);

/// "accuses 12 of 12 readers: ...", for each property: what `check` shows when all holds.
[[nodiscard]] std::vector<std::string> what_it_catches(const FuzzItPart& part);

}  // namespace requirements::fuzz_it_checks
