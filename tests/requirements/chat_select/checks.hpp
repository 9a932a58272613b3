// What each requirement of lesson 3 asks of one hub and one scene.
#pragma once

#include <optional>

#include <shortread/testing/finding.hpp>
#include <tests/requirements/chat_select/part.hpp>
#include <tests/requirements/requirement.hpp>

namespace requirements::chat_select_checks {

using Check = std::optional<Finding>(const ChatSelectPart& part, const Schedule& scene);

Check everybody_gets_what_is_owed;    // chat/1.1 to chat/2.3, and whatever a refusal says
Check everybody_is_told_why;          // the same, and who is refused is told why: chat/3.1 and on
Check memory_follows_what_is_unread;  // chat/4.3

/// The limits that all scenes are played with: small, so that a scene can go beyond them.
inline constexpr chat_select::Limits limits{.clients = 6,
                                            .message_bytes = 1000,
                                            .lag_bytes = 100'000,
                                            .name_time = std::chrono::seconds{10}};

}  // namespace requirements::chat_select_checks
