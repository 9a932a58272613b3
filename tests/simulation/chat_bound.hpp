// A room whose clients read now and then, or never: how much it keeps for them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chat_simulation {

/// Long messages, some readers, a small lag limit; every choice is a byte. Says what was wrong:
/// memory beyond what is unread and a constant, a reader within the limit that is dropped, one
/// beyond it that is kept.
[[nodiscard]] std::optional<std::string> play_bound(std::string_view choices);

}  // namespace chat_simulation
