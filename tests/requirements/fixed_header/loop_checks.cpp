// The checks that meet an exercise in its loop: recv() is faked, and what it shows is compared.
#include <tests/requirements/comparison.hpp>
#include <tests/requirements/delivery.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/requirements/fixed_header/checks.hpp>
#include <tests/requirements/fixed_header/limits.hpp>
#include <tests/requirements/fixed_header/seen.hpp>
#include <tests/requirements/fixed_header/whole_checks.hpp>
#include <tests/requirements/observed.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements::fixed_header_checks {
namespace {

using fixed_header::Ending;
using shortread::testing::Act;
using shortread::testing::in_quotes;
using shortread::testing::Step;

struct Shown {
  std::vector<std::string> frames;
  std::expected<Ending, Oddity> ending;
};

Shown run(const FixedHeaderPart& part, const Schedule& schedule) {
  const FakedConnection connection{schedule};
  Shown shown;
  Witness::note("receive_frames");
  const auto show = [&](std::string_view payload) {
    Witness::note([&] { return "shows " + in_quotes(payload); });
    shown.frames.emplace_back(payload);
  };
  shown.ending =
      observed([&] { return part.receive_frames(connection.descriptor(), usual_limit, show); });
  return shown;
}

std::string in_words(const std::expected<Ending, Oddity>& ending) {
  if (!ending) return "it " + ending.error();
  switch (*ending) {
    case Ending::closed:
      return "closed";
    case Ending::refused:
      return "refused";
    case Ending::lost:
      return "lost";
  }
  return "an ending of no known kind";
}

std::string in_words(const Shown& shown) {
  return requirements::in_words(shown.frames) + "; " + in_words(shown.ending);
}

// A refusal comes as soon as it can. Else a reset is a loss, and silence waited for.
Shown expected_of(const Schedule& schedule) {
  auto decoded = by_the_book::decode(delivered(schedule), usual_limit);
  Shown expected{.frames = std::move(decoded.frames), .ending = Ending::closed};
  const bool ends_inside =
      decoded.error && decoded.error->kind == shortread::FrameErrorKind::closed_inside_frame;
  if (decoded.error && !ends_inside) expected.ending = Ending::refused;
  else if (ending_of(schedule) == Act::reset) expected.ending = Ending::lost;
  else if (ending_of(schedule) == Act::silence) expected.ending = std::unexpected("waits for more");
  else if (ends_inside) expected.ending = Ending::refused;
  return expected;
}

std::optional<Finding> compare(const FixedHeaderPart& part, const Schedule& schedule) {
  const Shown expected = expected_of(schedule);
  const Shown shown = run(part, schedule);
  const bool ends_alike = expected.ending ? shown.ending == *expected.ending : !shown.ending;
  if (shown.frames == expected.frames && ends_alike) return std::nullopt;
  return finding(schedule, in_words(expected), in_words(shown));
}

std::optional<Finding> good_day(const FixedHeaderPart& part) {
  const Schedule schedule{.incoming = "5         hello2         ok"};
  Witness::note(on_a_good_day);
  const Shown shown = run(part, schedule);
  Witness::note(on_this_network);
  if (shown.frames == std::vector<std::string>{"hello", "ok"}) return std::nullopt;
  return finding(schedule, R"("hello", "ok")", in_words(shown));
}

}  // namespace

// What was shown before the network fell silent counts; how the loop ended is for others.
std::optional<Finding> every_frame_is_shown(const FixedHeaderPart& part, const Schedule& schedule) {
  const Shown expected = expected_of(schedule);
  const Shown shown = run(part, schedule);
  if (shown.frames == expected.frames) return std::nullopt;
  return finding(schedule, requirements::in_words(expected.frames),
                 shown.ending ? requirements::in_words(shown.frames) : in_words(shown));
}

std::optional<Finding> the_end_is_right(const FixedHeaderPart& part, const Schedule& schedule) {
  if (auto found = good_day(part)) return found;
  return compare(part, schedule);
}

std::optional<Finding> signals_change_nothing(const FixedHeaderPart& part,
                                              const Schedule& schedule) {
  Schedule without = schedule;
  std::erase(without.receives, Step{.act = Act::interrupted});
  Witness::note(on_a_good_day);
  if (auto found = compare(part, without)) return found;
  Witness::note(on_this_network);
  return compare(part, schedule);
}

std::optional<Finding> the_loop_is_right(const FixedHeaderPart& part, const Schedule& any) {
  Schedule schedule = any;
  std::erase(schedule.receives, Step{.act = Act::would_block});
  return compare(part, schedule);
}

}  // namespace requirements::fixed_header_checks
