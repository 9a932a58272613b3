// A learner's property and what it is given: an input, and one reader to accuse.
#pragma once

#include <optional>
#include <string>

#include <shortread/testing/schedule.hpp>
#include <tests/requirements/fixed_header/part.hpp>
#include <tests/requirements/fuzz_it/part.hpp>

namespace requirements::fuzz_it_checks {

using shortread::testing::Schedule;

/// What the schedule delivers, as it cuts it; no piece is empty.
[[nodiscard]] fuzz_it::Pieces pieces_of(const Schedule& schedule);

/// The payloads of the good frames that it begins with.
[[nodiscard]] fuzz_it::Pieces payloads_of(const Schedule& schedule);

/// What the property says of this reader; an exception that it lets through is an accusation, too.
[[nodiscard]] std::optional<std::string> accusation(FuzzItPart::Property property,
                                                    const fuzz_it::Pieces& input,
                                                    const FixedHeaderPart& reader);

}  // namespace requirements::fuzz_it_checks
