// Lesson 5, played: a fuzzer at work, on the tutorial's reader and on the reference.

#include <algorithm>

#include <shortread/programs/exit_code.hpp>

#include "observations.hpp"

namespace course {
namespace {

using Texts = std::vector<std::string>;

// The network as the fuzzer's own text; the events say the same in order.
bool is_schedule(const std::string& line) {
  const auto begins_with = [&](std::string_view words) { return line.starts_with(words); };
  return begins_with("  incoming ") || begins_with("  recv ") || begins_with("  outgoing ") ||
         begins_with("  send ");
}

// What it was asked, how long it took, what is wrong, and what happened: all it said but the way to
// play it again, whose file has a long name.
void show_finding(Stage& stage, const Outcome& fuzzer) {
  for (const std::string& line : fuzzer.printed()) {
    if (line.starts_with("Again:")) return;
    if (!line.empty() && !is_schedule(line)) stage.line(line);
  }
  for (const std::string& complaint : fuzzer.complaints()) stage.line(complaint);
}

std::string executions(const Outcome& fuzzer) {
  for (const std::string& line : fuzzer.printed()) {
    if (line.starts_with("found after ") || line.starts_with("nothing found in ")) return line;
  }
  return "said nothing of its executions";
}

Outcome hunt(Cast& cast, const Texts& arguments) {
  Outcome fuzzer = cast.run_unseen("course_fuzz", arguments);
  show_finding(cast.stage(), fuzzer);
  return fuzzer;
}

Seen found(Cast& cast, const Texts& arguments) {
  const Outcome fuzzer = hunt(cast, arguments);
  const bool is_found = fuzzer.exit_code == shortread::falls_short;
  cast.stage().seen("It was " + executions(fuzzer) + ".");
  return {.is_as_told = is_found};
}

Seen found_live(Cast& cast) {
  return found(cast, {"link_simulation", "--implementation", "tutorial"});
}

Seen one_byte(Cast& cast) { return found(cast, {"header", "--implementation", "tutorial"}); }

// Nobody's mistake but its own: that it is found says that the fuzzer can see.
Seen canary(Cast& cast) {
  const Outcome fuzzer = hunt(cast, {"canary"});
  const bool is_found = fuzzer.exit_code == shortread::falls_short;
  cast.stage().verdict(is_found, "The canary was " + executions(fuzzer) + ".");
  return {.reference_holds = is_found};
}

Seen nothing_found(Cast& cast) {
  const Outcome fuzzer = hunt(cast, {"link_simulation", "--seconds", "2"});
  const bool holds = fuzzer.exit_code == shortread::holds;
  cast.stage().verdict(holds, "The fuzzer says: " + executions(fuzzer) + ".");
  return {.reference_holds = holds};
}

}  // namespace

const Observations& lesson_05_observations() {
  static const Observations observations{{"found_live", found_live},
                                         {"one_byte", one_byte},
                                         {"canary", canary},
                                         {"nothing_found", nothing_found}};
  return observations;
}

}  // namespace course
