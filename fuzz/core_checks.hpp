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

/// header/2.5: after every piece the bytes pending and missing are those of the frame that the
/// stream so far ends in, and each beginning of a header is judged as the book says.
std::optional<Finding> what_is_said_of_a_begun_frame_is_so(const void* part,
                                                           const Schedule& schedule);

/// header/3.3: a queue gives what was put in, once and in order, and never holds more than its
/// limit.
std::optional<Finding> the_queue_is_a_queue(const void* part, const Schedule& schedule);

}  // namespace fuzz
