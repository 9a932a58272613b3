// What happened in a simulated room as a ladder: a column for the hub and one for each client, time
// downwards, an arrow for what went from one to another.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <tests/simulation/happening.hpp>

namespace chat_simulation {

inline constexpr std::size_t ladder_columns = 100;

/// The rows, at most ladder_columns wide; the same for the same happenings. Of a long story only
/// the last `happenings_max` are drawn, and who takes no part in them has no column.
[[nodiscard]] std::vector<std::string> ladder(std::span<const Happening> story,
                                              std::size_t happenings_max = 250);

}  // namespace chat_simulation
