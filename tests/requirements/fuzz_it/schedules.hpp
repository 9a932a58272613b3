// The inputs that lesson 5's properties are tried with, the plainest first.
#pragma once

#include <tests/requirements/requirement.hpp>

namespace requirements::fuzz_it_schedules {

void good_frames(const Visit& visit);      ///< in one piece
void good_frames_cut(const Visit& visit);  ///< anywhere
void bad_headers_cut(const Visit& visit);  ///< anywhere, behind a good frame
void lines_cut(const Visit& visit);        ///< another format
void anything(const Visit& visit);         ///< all of the above, ends, and bytes by chance
void frames_and_ends(const Visit& visit);  ///< ends at every byte
void good_frames_after_a_bad_header(const Visit& visit);

}  // namespace requirements::fuzz_it_schedules
