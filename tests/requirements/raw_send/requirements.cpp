// Lesson 1's requirements as a table. Their sentences stand in docs/wire.md.
#include <array>

#include <tests/requirements/raw_send/checks.hpp>
#include <tests/requirements/raw_send/part.hpp>
#include <tests/requirements/raw_send/schedules.hpp>
#include <tests/requirements/requirement.hpp>

namespace requirements {
namespace {

using namespace raw_send_checks;
using namespace raw_send_schedules;

template <auto check>
constexpr auto row = erased<RawSendPart, check>;

constexpr std::array rows{
    Requirement{"raw/1.1", Door::loop, sends_of_few_bytes, row<everything_is_sent>},
    Requirement{"raw/1.2", Door::loop, streams_cut_anywhere, row<everything_is_received>},
    Requirement{"raw/1.3", Door::loop, ends_and_resets, row<the_end_is_told_from_a_reset>},
    Requirement{"raw/1.4", Door::loop, signals_anywhere, row<signals_change_nothing>},
    Requirement{"raw/1.5", Door::loop, peers_that_go, row<a_gone_peer_is_an_error>},
};

}  // namespace

const Lesson raw_send_lesson{.name = "raw_send", .folder = "01_raw_send", .requirements = rows};

}  // namespace requirements
