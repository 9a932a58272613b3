// The networks that lesson 2's requirements are tried on, the plainest first. No chance without a
// seed: the same ones every time.
#pragma once

#include <tests/requirements/requirement.hpp>

namespace requirements::fixed_header_schedules {

void payloads(const Visit& visit);
void texts_beyond_ascii(const Visit& visit);
void frames_in_whole_pieces(const Visit& visit);
void frames_cut_anywhere(const Visit& visit);
void headers_good_and_bad(const Visit& visit);
void headers_with_a_wrong_byte(const Visit& visit);
void lengths_beyond_32_bits(const Visit& visit);
void payloads_around_the_limit(const Visit& visit);
void announcements_without_payload(const Visit& visit);
void bad_headers_cut_anywhere(const Visit& visit);
void good_frames_with_a_bad_header(const Visit& visit);
void ends_at_every_byte(const Visit& visit);
void good_frames_after_a_bad_header(const Visit& visit);
void silence_after_the_wrong_byte(const Visit& visit);

void frames_cut_or_followed_by_silence(const Visit& visit);
void ends_and_resets(const Visit& visit);
void signals_between_pieces(const Visit& visit);
void ends_inside_a_frame(const Visit& visit);

}  // namespace requirements::fixed_header_schedules
