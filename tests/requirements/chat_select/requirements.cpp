// Lesson 3's requirements as a table. Their sentences stand in docs/wire.md.
#include <array>

#include <tests/requirements/chat_select/checks.hpp>
#include <tests/requirements/chat_select/schedules.hpp>
#include <tests/requirements/requirement.hpp>

namespace requirements {
namespace {

using namespace chat_select_checks;
using namespace chat_select_schedules;

template <auto check>
constexpr auto row = erased<ChatSelectPart, check>;

constexpr auto right = row<everybody_gets_what_is_owed>;
constexpr auto told = row<everybody_is_told_why>;

constexpr std::array rows{
    Requirement{"chat/2.1", Door::part, talks, right},
    Requirement{"chat/1.1", Door::part, nameless_ones, right},
    Requirement{"chat/4.1", Door::part, talks_cut_anywhere, right},
    Requirement{"header/1.2", Door::part, headers_nobody_writes, right},
    Requirement{"chat/1.2", Door::part, names, right},
    Requirement{"chat/1.3", Door::part, one_name_twice, right},
    Requirement{"chat/2.3", Door::part, messages_around_the_rules, right},
    Requirement{"chat/3.1", Door::part, refusals, told},
    Requirement{"chat/3.2", Door::part, half_closes, told},
    Requirement{"chat/3.3", Door::part, broken_connections, told},
    Requirement{"chat/1.4", Door::part, names_that_come_late, told},
    Requirement{"chat/4.2", Door::part, some_who_do_not_read, told},
    Requirement{"chat/4.3", Door::part, long_talks_all_read, row<memory_follows_what_is_unread>},
    Requirement{"chat/4.4", Door::part, more_than_fit, told},
};

}  // namespace

const Lesson chat_select_lesson{
    .name = "chat_select", .folder = "03_chat_select", .requirements = rows};

}  // namespace requirements
