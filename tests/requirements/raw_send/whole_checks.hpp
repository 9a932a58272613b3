// What fuzz targets ask of lesson 1's part: everything at once, where a requirement asks one thing.
// Right on any schedule of a socket that waits: would_block steps are left out.
#pragma once

#include <tests/requirements/raw_send/checks.hpp>

namespace requirements::raw_send_checks {

std::optional<Finding> receiving_is_right(const RawSendPart& part, const Schedule& schedule);
std::optional<Finding> sending_is_right(const RawSendPart& part, const Schedule& schedule);

}  // namespace requirements::raw_send_checks
