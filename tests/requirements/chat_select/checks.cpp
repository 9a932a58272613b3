#include <tests/requirements/chat_select/checks.hpp>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/frame_encoder.hpp>
#include <tests/requirements/chat_select/player.hpp>
#include <tests/requirements/comparison.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements::chat_select_checks {
namespace {

// A hub that does nothing breaks no rule.
constexpr std::string_view two_who_talk =
    "cid connects\ncid says cid\ndan connects\ndan says dan\n"
    "cid says hi\ndan says hello\ncid reads\ndan reads\n";

std::optional<Finding> found(const Schedule& schedule, const std::optional<Trouble>& trouble) {
  if (!trouble) return std::nullopt;
  return finding(schedule, trouble->expected, trouble->got);
}

std::optional<Finding> good_day(const ChatSelectPart& part) {
  Witness::note(on_a_good_day);
  const Schedule schedule{.incoming = std::string{two_who_talk}};
  auto trouble = found(schedule, play(part, limits, schedule.incoming, Reasons::do_not_matter));
  if (!trouble) Witness::note(on_this_network);
  return trouble;
}

}  // namespace

std::optional<Finding> everybody_gets_what_is_owed(const ChatSelectPart& part,
                                                   const Schedule& scene) {
  if (auto lack = good_day(part)) return lack;
  return found(scene, play(part, limits, scene.incoming, Reasons::do_not_matter));
}

std::optional<Finding> everybody_is_told_why(const ChatSelectPart& part, const Schedule& scene) {
  if (auto lack = good_day(part)) return lack;
  return found(scene, play(part, limits, scene.incoming, Reasons::must_be_told));
}

// In the end nobody has anything left to read: then a hub holds its clients, and some room.
std::optional<Finding> memory_follows_what_is_unread(const ChatSelectPart& part,
                                                     const Schedule& scene) {
  if (auto found = everybody_is_told_why(part, scene)) return found;
  constexpr std::size_t bound = 512 * 1024;
  const std::size_t held = bytes_held_in_the_end(part, limits, scene.incoming);
  if (held <= bound) return std::nullopt;
  return finding(scene, "at most " + std::to_string(bound) + " bytes of memory, when all have read",
                 std::to_string(held) + " bytes are held");
}

}  // namespace requirements::chat_select_checks
