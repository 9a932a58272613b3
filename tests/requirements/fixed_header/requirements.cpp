// Lesson 2's requirements as a table. Their sentences stand in docs/wire.md.
#include <array>

#include <tests/requirements/fixed_header/checks.hpp>
#include <tests/requirements/fixed_header/schedules.hpp>
#include <tests/requirements/requirement.hpp>

namespace requirements {
namespace {

using namespace fixed_header_checks;
using namespace fixed_header_schedules;

template <auto check>
constexpr auto row = erased<FixedHeaderPart, check>;

constexpr std::array rows{
    Requirement{"header/1.1", Door::part, payloads, row<a_frame_is_written>},
    Requirement{"header/1.2", Door::part, headers_good_and_bad, row<frames_and_error_are_right>},
    Requirement{"header/1.3", Door::part, headers_with_a_wrong_byte, row<the_wrong_byte_is_named>},
    Requirement{"header/1.4", Door::part, lengths_beyond_32_bits, row<lengths_have_64_bits>},
    Requirement{"header/1.5", Door::part, texts_beyond_ascii, row<bytes_are_counted>},
    Requirement{"header/1.6", Door::part, payloads_around_the_limit,
                row<the_limit_holds_at_the_header>},
    Requirement{"header/1.7", Door::part, announcements_without_payload,
                row<memory_follows_what_arrived>},
    Requirement{"header/2.1", Door::part, frames_in_whole_pieces, row<every_frame_is_delivered>},
    Requirement{"header/2.2", Door::part, frames_cut_anywhere, row<every_frame_is_delivered>},
    Requirement{"header/2.3", Door::part, bad_headers_cut_anywhere, row<the_wrong_byte_is_named>},
    Requirement{"header/2.4", Door::part, good_frames_with_a_bad_header,
                row<frames_and_error_are_right>},
    Requirement{"header/2.5", Door::part, ends_at_every_byte, row<an_end_inside_a_frame_is_told>},
    Requirement{"header/2.6", Door::part, good_frames_after_a_bad_header, row<the_error_is_final>},
    Requirement{"header/2.7", Door::part, silence_after_the_wrong_byte,
                row<the_wrong_byte_is_named>},
    Requirement{"raw/1.2", Door::loop, frames_cut_or_followed_by_silence,
                row<every_frame_is_shown>},
    Requirement{"raw/1.3", Door::loop, ends_and_resets, row<the_end_is_right>},
    Requirement{"raw/1.4", Door::loop, signals_between_pieces, row<signals_change_nothing>},
    Requirement{"header/3.6", Door::loop, ends_inside_a_frame, row<the_end_is_right>},
};

}  // namespace

const Lesson fixed_header_lesson{
    .name = "fixed_header", .folder = "02_fixed_header", .requirements = rows};

}  // namespace requirements
