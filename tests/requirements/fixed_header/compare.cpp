#include <tests/requirements/fixed_header/compare.hpp>

#include <tests/requirements/comparison.hpp>
#include <tests/requirements/delivery.hpp>
#include <tests/requirements/fixed_header/limits.hpp>
#include <tests/requirements/observed.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements::fixed_header_checks {

using shortread::FrameError;
using shortread::FrameErrorKind;
using shortread::testing::Act;
using shortread::testing::in_quotes;

by_the_book::Decoded expected_of(const Schedule& schedule, std::uint64_t limit) {
  auto decoded = by_the_book::decode(delivered(schedule), limit);
  const bool is_of_the_end =
      decoded.error && decoded.error->kind == FrameErrorKind::closed_inside_frame;
  if (is_of_the_end && ending_of(schedule) != Act::end) decoded.error.reset();
  return decoded;
}

std::optional<Finding> compare_frames(const FixedHeaderPart& part, const Schedule& schedule) {
  const auto expected = expected_of(schedule, usual_limit);
  const Seen seen = play(part, schedule, usual_limit);
  if (seen.oddity.empty() && seen.frames == expected.frames) return std::nullopt;
  return finding(schedule, in_words(expected.frames),
                 seen.oddity.empty() ? in_words(seen.frames) : in_words(seen));
}

std::optional<Finding> compare_written(const FixedHeaderPart& part, const Schedule& schedule) {
  const std::string expected = by_the_book::frame(schedule.outgoing);
  Witness::note([&] { return "encode_frame " + in_quotes(schedule.outgoing); });
  const auto written = observed([&] { return part.encode_frame(schedule.outgoing); });
  if (written && *written == expected) return std::nullopt;
  const auto in_short = [](const std::string& frame) { return in_quotes(frame.substr(0, 64)); };
  Finding found =
      finding(schedule, in_short(expected), written ? in_short(*written) : "it " + written.error());
  if (written) found.offset = first_difference(expected, *written);
  return found;
}

bool is_same(const std::optional<FrameError>& expected, const std::optional<FrameError>& got,
             Compare how) {
  if (!expected || !got) return expected.has_value() == got.has_value();
  if (expected->kind != got->kind) return false;
  if (how == Compare::kind) return true;
  if (expected->offset != got->offset) return false;
  return how == Compare::kind_and_offset || expected->missing == got->missing;
}

std::optional<Finding> compare_all(const FixedHeaderPart& part, const Schedule& schedule,
                                   std::uint64_t limit, Compare how) {
  const auto expected = expected_of(schedule, limit);
  const Seen seen = play(part, schedule, limit);
  if (seen.oddity.empty() && seen.frames == expected.frames &&
      is_same(expected.error, seen.error, how)) {
    return std::nullopt;
  }
  return finding(schedule, in_words(expected.frames, expected.error), in_words(seen));
}

std::optional<Finding> compare_after_error(const FixedHeaderPart& part, const Schedule& schedule,
                                           std::uint64_t limit, Compare how) {
  const auto expected = expected_of(schedule, limit);
  const Seen seen = play(part, schedule, limit, AfterError::go_on);
  const bool is_frames_right = how == Compare::kind || seen.frames == expected.frames;
  if (seen.oddity.empty() && !seen.changed_its_mind && is_frames_right &&
      is_same(expected.error, seen.error, how)) {
    return std::nullopt;
  }
  return finding(schedule, in_words(expected.frames, expected.error) + ", and that for ever",
                 seen.changed_its_mind ? in_words(seen.frames, seen.error) + ", then another answer"
                                       : in_words(seen));
}

}  // namespace requirements::fixed_header_checks
