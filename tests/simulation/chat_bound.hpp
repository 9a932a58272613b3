// A room whose clients read now and then, or never: how much it keeps for them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <tests/requirements/chat_select/part.hpp>

namespace chat_simulation {

/// A hub that keeps every byte once needs no more than that; one that keeps a string for each
/// client, and doubles it when it is full, no more than that.
inline constexpr std::size_t bytes_of_one_log = 320 * 1024;
inline constexpr std::size_t bytes_of_queues = 800 * 1024;

/// Long messages, some readers, a small lag limit; every choice is a byte. Says what was wrong:
/// more than `bytes_max` of memory, a reader within the limit that is dropped, one beyond it that
/// is kept.
[[nodiscard]] std::optional<std::string> play_bound(const requirements::ChatSelectPart& part,
                                                    std::string_view choices,
                                                    std::size_t bytes_max = bytes_of_queues);

}  // namespace chat_simulation
