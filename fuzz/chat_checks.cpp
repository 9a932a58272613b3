#include <fuzz/chat_checks.hpp>

#include <tests/requirements/comparison.hpp>
#include <tests/requirements/witness.hpp>
#include <tests/simulation/chat_bound.hpp>
#include <tests/simulation/chat_simulation.hpp>
#include <tests/simulation/ladder.hpp>

namespace fuzz {

using requirements::finding;
using requirements::Witness;

std::optional<Finding> everybody_hears_what_is_owed(const ChatSelectPart& part,
                                                    const Schedule& schedule) {
  const auto trace =
      Witness::is_watching() ? chat_simulation::Trace::yes : chat_simulation::Trace::no;
  const auto outcome = chat_simulation::play(part, schedule.incoming, trace);
  for (const auto& happening : outcome.trace) Witness::note(chat_simulation::told(happening));
  if (!outcome.finding) return std::nullopt;
  return finding(schedule, "every client gets what it is owed, and nothing else", *outcome.finding);
}

std::vector<std::string> ladder_of_the_room(const void* part, const Schedule& schedule) {
  const auto outcome = chat_simulation::play(*static_cast<const ChatSelectPart*>(part),
                                             schedule.incoming, chat_simulation::Trace::yes);
  return chat_simulation::ladder(outcome.trace);
}

std::optional<Finding> the_room_s_memory_is_bounded(const ChatSelectPart& part,
                                                    const Schedule& schedule) {
  const auto trouble = chat_simulation::play_bound(part, schedule.incoming);
  if (!trouble) return std::nullopt;
  return finding(schedule, "what is unread and a constant, and nobody dropped before the limit",
                 *trouble);
}

}  // namespace fuzz
