// Some clients, one hub, and a network that cuts, delays, half-closes and breaks: all of it chosen
// by bytes, so that a seed and a fuzzer's input are the same thing. What each client must have got
// is kept by a model that knows no log: a string for each.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tests/requirements/chat_select/part.hpp>
#include <tests/simulation/happening.hpp>

namespace chat_simulation {

struct Outcome {
  /// What went wrong, in a sentence; nothing where every client got what it must.
  std::optional<std::string> finding;

  /// Who sent what to whom, and what became of it: the same for the same choices.
  std::vector<Happening> trace;
  std::size_t steps = 0;
};

enum class Trace : bool { no, yes };

/// Plays a hub until the choices are used up, then lets the network deliver all that is owed.
[[nodiscard]] Outcome play(const requirements::ChatSelectPart& part, std::string_view choices,
                           Trace trace = Trace::no);

/// The choices of a seed: `bytes` of them.
[[nodiscard]] std::string choices_of(std::uint64_t seed, std::size_t bytes);

}  // namespace chat_simulation
