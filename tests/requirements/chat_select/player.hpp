// Plays a scene with a hub, beside a model that says what everybody must get.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tests/requirements/chat_select/part.hpp>

namespace requirements {

/// What went wrong, and what should have been.
struct Trouble {
  std::string expected;
  std::string got;
};

/// Whether it matters that one who is refused is told why (chat/3.1).
enum class Reasons : std::uint8_t { do_not_matter, must_be_told };

/// In the end everybody reads what is there for them, and it must be what they are owed: so nothing
/// but the scene is needed to see a mistake. Says to the Witness what happens.
[[nodiscard]] std::optional<Trouble> play(const ChatSelectPart& part,
                                          const chat_select::Limits& limits, std::string_view scene,
                                          Reasons reasons);

/// The memory that a hub holds when a scene is over and everybody has read what there was.
[[nodiscard]] std::size_t bytes_held_in_the_end(const ChatSelectPart& part,
                                                const chat_select::Limits& limits,
                                                std::string_view scene);

}  // namespace requirements
