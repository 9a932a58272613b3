// Properties of the chat hub, which no exercise has yet: there is one, linked in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <shortread/testing/finding.hpp>
#include <shortread/testing/schedule.hpp>

namespace fuzz {

using shortread::testing::Finding;
using shortread::testing::Schedule;

/// chat/1.1 to chat/3.3: every client gets what a model says, whatever they and the network do; the
/// schedule's bytes are what happens.
std::optional<Finding> everybody_hears_what_is_owed(const void* part, const Schedule& schedule);

/// The same, drawn: who sent what to whom, and where it went wrong.
[[nodiscard]] std::vector<std::string> ladder_of_the_room(const Schedule& schedule);

/// chat/4.2, chat/4.3: memory is bounded, and only who is too far behind is dropped.
std::optional<Finding> the_room_s_memory_is_bounded(const void* part, const Schedule& schedule);

}  // namespace fuzz
