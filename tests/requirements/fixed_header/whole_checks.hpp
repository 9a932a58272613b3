// What fuzz targets ask of lesson 2's part: everything at once, where a requirement asks one thing.
// What they find falls short of one of the rows, too; fuzz/finding.hpp says which.
#pragma once

#include <tests/requirements/fixed_header/checks.hpp>

namespace requirements::fixed_header_checks {

Check a_header_is_judged;       ///< the first ten bytes alone, and what is written for the payload
Check the_cut_changes_nothing;  ///< as scheduled, whole and byte by byte: the same is seen
Check everything_is_by_the_book;  ///< frames and error are those of the whole-buffer model

/// Over faked calls: shows every frame, ends as the stream does. would_block steps are left out.
Check the_loop_is_right;

/// Two ends on the fake network: everything once and in order, whatever the network does; a
/// half-close loses nothing, a reset loses an end of it alone.
Check what_one_says_the_other_hears;

}  // namespace requirements::fixed_header_checks
