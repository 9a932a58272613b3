// Which readers fall short of a schedule, by the project's own measure: those a property must
// accuse.
#pragma once

#include <shortread/testing/schedule.hpp>
#include <tests/requirements/fixed_header/part.hpp>

namespace requirements::fuzz_it_checks {

using shortread::testing::Schedule;

using Shows = bool(const FixedHeaderPart& reader, const Schedule& schedule);

Shows loses_frames;  ///< in one piece, good frames alone
Shows frames_depend_on_cuts;
Shows errors_depend_on_cuts;  ///< though the frames do not
Shows anything_depends_on_cuts;
Shows is_wrong_before_the_end;  ///< by docs/wire.md
Shows is_wrong_at_the_end;      ///< inside a frame
Shows changes_its_mind;         ///< after an error
Shows always;                   ///< of readers that are wrong anyhow: where anything comes
Shows with_frames;              ///< the same: where a good frame does

}  // namespace requirements::fuzz_it_checks
