// What each requirement of lesson 1 asks of one implementation and one schedule. The expectations
// are written from the text of docs/wire.md, without a line of the reference.
#pragma once

#include <optional>

#include <shortread/testing/finding.hpp>
#include <tests/requirements/raw_send/part.hpp>

namespace requirements::raw_send_checks {

using shortread::testing::Finding;
using shortread::testing::Schedule;

std::optional<Finding> everything_is_sent(const RawSendPart& part, const Schedule& schedule);
std::optional<Finding> everything_is_received(const RawSendPart& part, const Schedule& schedule);
std::optional<Finding> the_end_is_told_from_a_reset(const RawSendPart& part,
                                                    const Schedule& schedule);
std::optional<Finding> signals_change_nothing(const RawSendPart& part, const Schedule& schedule);
std::optional<Finding> a_gone_peer_is_an_error(const RawSendPart& part, const Schedule& schedule);

}  // namespace requirements::raw_send_checks
