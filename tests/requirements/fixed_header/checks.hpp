// What each requirement of lesson 2 asks of one implementation and one schedule. What is expected
// is by_the_book.hpp's, written from the text of docs/wire.md.
#pragma once

#include <optional>

#include <shortread/testing/finding.hpp>
#include <tests/requirements/fixed_header/part.hpp>

namespace requirements::fixed_header_checks {

using shortread::testing::Finding;
using shortread::testing::Schedule;

using Check = std::optional<Finding>(const FixedHeaderPart& part, const Schedule& schedule);

// Met as a part.
Check a_frame_is_written;             // header/1.1: the payload is what the schedule would send
Check bytes_are_counted;              // header/1.5: both ways
Check every_frame_is_delivered;       // header/2.1, header/2.2: whatever is said of the end
Check frames_and_error_are_right;     // header/1.2, header/2.4: wherever it stands
Check the_wrong_byte_is_named;        // header/1.3, header/2.3, header/2.7
Check lengths_have_64_bits;           // header/1.4
Check the_limit_holds_at_the_header;  // header/1.6
Check memory_follows_what_arrived;    // header/1.7
Check an_end_inside_a_frame_is_told;  // header/2.5
Check the_error_is_final;             // header/2.6

// Met in its loop around recv().
Check every_frame_is_shown;    // raw/1.2
Check the_end_is_right;        // raw/1.3, header/3.6
Check signals_change_nothing;  // raw/1.4

}  // namespace requirements::fixed_header_checks
