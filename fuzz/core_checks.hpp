// Properties of parts of reference/core that no exercise has: there is one implementation of them,
// linked in, so they look at no part.
#pragma once

#include <optional>

#include <shortread/testing/finding.hpp>
#include <shortread/testing/schedule.hpp>

namespace fuzz {

using shortread::testing::Finding;
using shortread::testing::Schedule;

/// header/3.5: what is printed obeys nobody, can be read back, and does not depend on the cut; the
/// same of what is said about an error.
std::optional<Finding> what_is_printed_is_safe(const void* part, const Schedule& schedule);

/// header/3.3: a queue gives what was put in, once and in order, and never holds more than its
/// limit.
std::optional<Finding> the_queue_is_a_queue(const void* part, const Schedule& schedule);

}  // namespace fuzz
