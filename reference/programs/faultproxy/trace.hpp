// How an event is shown: as text for people, as JSON for programs.
#pragma once

#include <chrono>
#include <string>

#include "event.hpp"

namespace faultproxy {

/// For people, in 80 columns: every recv with its bytes as hex and text, header and payload apart.
/// Of a long part it shows the first bytes, all of them where `is_full`.
[[nodiscard]] std::string text_of_event(const Event& event, bool is_full,
                                        std::chrono::milliseconds delay);

/// For programs: one JSON object in one line, bytes as hex.
[[nodiscard]] std::string json_of_event(const Event& event);

}  // namespace faultproxy
