// The networks that lesson 1's requirements are tried on, the plainest first. No chance without a
// seed: the same ones every time.
#pragma once

#include <tests/requirements/requirement.hpp>

namespace requirements::raw_send_schedules {

void sends_of_few_bytes(const Visit& visit);
void streams_cut_anywhere(const Visit& visit);
void ends_and_resets(const Visit& visit);
void signals_anywhere(const Visit& visit);
void peers_that_go(const Visit& visit);

}  // namespace requirements::raw_send_schedules
