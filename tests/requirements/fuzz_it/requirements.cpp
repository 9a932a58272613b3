// Lesson 5's requirements as a table. Their sentences stand in docs/wire.md.
#include <array>

#include <tests/requirements/fuzz_it/checks.hpp>
#include <tests/requirements/fuzz_it/schedules.hpp>
#include <tests/requirements/requirement.hpp>

namespace requirements {
namespace {

using namespace fuzz_it_checks;
using namespace fuzz_it_schedules;

template <auto check>
constexpr auto row = erased<FuzzItPart, check>;

constexpr std::array rows{
    Requirement{"fuzz/1.1", Door::part, good_frames, row<it_can_fail>},
    Requirement{"fuzz/1.2", Door::part, good_frames, row<what_is_thrown_is_an_accusation>},
    Requirement{"fuzz/1.3", Door::part, anything, row<nobody_good_is_accused>},
    Requirement{"fuzz/1.4", Door::part, good_frames, row<lost_frames_are_seen>},
    Requirement{"fuzz/2.1", Door::part, good_frames_cut, row<frames_lost_to_cuts_are_seen>},
    Requirement{"fuzz/2.2", Door::part, bad_headers_cut, row<errors_moved_by_cuts_are_seen>},
    Requirement{"fuzz/2.3", Door::part, lines_cut, row<other_formats_will_do>},
    Requirement{"fuzz/3.1", Door::part, anything, row<wrong_answers_are_seen>},
    Requirement{"fuzz/3.2", Door::part, frames_and_ends, row<wrong_ends_are_seen>},
    Requirement{"fuzz/3.3", Door::part, good_frames_after_a_bad_header,
                row<errors_that_do_not_stay_are_seen>},
};

std::vector<std::string> told(const void* part) {
  return what_it_catches(*static_cast<const FuzzItPart*>(part));
}

}  // namespace

const Lesson fuzz_it_lesson{
    .name = "fuzz_it", .folder = "05_fuzz_it", .requirements = rows, .told = told};

}  // namespace requirements
