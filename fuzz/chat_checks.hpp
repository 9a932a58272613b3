// Properties of a chat hub, lesson 3's exercise: the schedule's bytes choose what happens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <shortread/testing/finding.hpp>
#include <shortread/testing/schedule.hpp>
#include <tests/requirements/chat_select/part.hpp>

namespace fuzz {

using requirements::ChatSelectPart;
using shortread::testing::Finding;
using shortread::testing::Schedule;

/// chat/1.1 to chat/3.3: every client gets what a model says, whatever they and the network do; the
/// schedule's bytes are what happens.
std::optional<Finding> everybody_hears_what_is_owed(const ChatSelectPart& part,
                                                    const Schedule& schedule);

/// The same, drawn: who sent what to whom, and where it went wrong.
[[nodiscard]] std::vector<std::string> ladder_of_the_room(const void* part,
                                                          const Schedule& schedule);

/// chat/4.2, chat/4.3: memory is bounded, and only who is too far behind is dropped.
std::optional<Finding> the_room_s_memory_is_bounded(const ChatSelectPart& part,
                                                    const Schedule& schedule);

}  // namespace fuzz
