// The checks that meet a reader as a part: bytes in, frames out.
#include <tests/requirements/fixed_header/checks.hpp>

#include <algorithm>

#include <shortread/testing/cuts.hpp>
#include <tests/requirements/comparison.hpp>
#include <tests/requirements/delivery.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/requirements/fixed_header/limits.hpp>
#include <tests/requirements/fixed_header/seen.hpp>
#include <tests/requirements/observed.hpp>
#include <tests/requirements/witness.hpp>
#include <tests/support/allocations.hpp>

namespace requirements::fixed_header_checks {
namespace {

using shortread::FrameError;
using shortread::FrameErrorKind;
using shortread::testing::Act;
using shortread::testing::in_quotes;

// Where the network falls silent the stream has not ended: nothing is said of its end.
by_the_book::Decoded expected_of(const Schedule& schedule, std::uint64_t limit) {
  auto decoded = by_the_book::decode(delivered(schedule), limit);
  const bool is_of_the_end =
      decoded.error && decoded.error->kind == FrameErrorKind::closed_inside_frame;
  if (is_of_the_end && ending_of(schedule) == Act::silence) decoded.error.reset();
  return decoded;
}

std::optional<Finding> compare_frames(const FixedHeaderPart& part, const Schedule& schedule) {
  const auto expected = expected_of(schedule, usual_limit);
  const Seen seen = play(part, schedule, usual_limit);
  if (seen.oddity.empty() && seen.frames == expected.frames) return std::nullopt;
  return finding(schedule, in_words(expected.frames),
                 seen.oddity.empty() ? in_words(seen.frames) : in_words(seen));
}

// Who cannot read one frame has not begun yet.
std::optional<Finding> good_day(const FixedHeaderPart& part) {
  Witness::note(on_a_good_day);
  if (auto found = compare_frames(part, {.incoming = "5         hello"})) return found;
  Witness::note(on_this_network);
  return std::nullopt;
}

std::optional<Finding> compare_written(const FixedHeaderPart& part, const Schedule& schedule) {
  const std::string expected = by_the_book::frame(schedule.outgoing);
  Witness::note("encode_frame " + in_quotes(schedule.outgoing));
  const auto written = observed([&] { return part.encode_frame(schedule.outgoing); });
  if (written && *written == expected) return std::nullopt;
  const auto in_short = [](const std::string& frame) { return in_quotes(frame.substr(0, 64)); };
  Finding found =
      finding(schedule, in_short(expected), written ? in_short(*written) : "it " + written.error());
  if (written) found.offset = first_difference(expected, *written);
  return found;
}

enum class Compare : std::uint8_t { kind, kind_and_offset, everything };

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

}  // namespace

std::optional<Finding> a_frame_is_written(const FixedHeaderPart& part, const Schedule& schedule) {
  return compare_written(part, schedule);
}

std::optional<Finding> bytes_are_counted(const FixedHeaderPart& part, const Schedule& schedule) {
  if (auto found = compare_written(part, schedule)) return found;
  return compare_frames(part, schedule);
}

std::optional<Finding> every_frame_is_delivered(const FixedHeaderPart& part,
                                                const Schedule& schedule) {
  return compare_frames(part, schedule);
}

std::optional<Finding> frames_and_error_are_right(const FixedHeaderPart& part,
                                                  const Schedule& schedule) {
  if (auto found = good_day(part)) return found;
  return compare_all(part, schedule, usual_limit, Compare::kind);
}

std::optional<Finding> the_wrong_byte_is_named(const FixedHeaderPart& part,
                                               const Schedule& schedule) {
  if (auto found = good_day(part)) return found;
  return compare_all(part, schedule, usual_limit, Compare::kind_and_offset);
}

// Under the usual limit it must be refused; under none, waited for.
std::optional<Finding> lengths_have_64_bits(const FixedHeaderPart& part, const Schedule& schedule) {
  if (auto found = good_day(part)) return found;
  if (auto found = compare_all(part, schedule, usual_limit, Compare::kind)) return found;
  return compare_all(part, schedule, longest_length, Compare::kind);
}

// The schedule falls silent after a header over the limit: who refuses only a whole payload never
// will.
std::optional<Finding> the_limit_holds_at_the_header(const FixedHeaderPart& part,
                                                     const Schedule& schedule) {
  if (auto found = good_day(part)) return found;
  return compare_all(part, schedule, small_limit, Compare::kind_and_offset);
}

std::optional<Finding> memory_follows_what_arrived(const FixedHeaderPart& part,
                                                   const Schedule& schedule) {
  if (auto found = good_day(part)) return found;
  const std::size_t arrived = delivered(schedule).size();
  const shortread::tests::AllocationWatch watch;
  const Seen seen = play(part, schedule, longest_length);
  // A buffer to begin with, that doubles when it is full, and a copy of it while it does.
  const std::size_t bound = 65'536 + 4 * arrived;
  const bool is_within = watch.largest() <= bound;
  if (is_within && seen.oddity.empty()) return std::nullopt;
  return finding(schedule, "at most " + std::to_string(bound) + " bytes of memory at a time",
                 is_within ? in_words(seen)
                           : std::to_string(watch.largest()) + " bytes asked for when " +
                                 std::to_string(arrived) + " had arrived");
}

std::optional<Finding> an_end_inside_a_frame_is_told(const FixedHeaderPart& part,
                                                     const Schedule& schedule) {
  if (auto found = good_day(part)) return found;
  return compare_all(part, schedule, usual_limit, Compare::everything);
}

std::optional<Finding> the_error_is_final(const FixedHeaderPart& part, const Schedule& schedule) {
  if (auto found = good_day(part)) return found;
  const auto expected = expected_of(schedule, usual_limit);
  const Seen seen = play(part, schedule, usual_limit, AfterError::go_on);
  if (seen.oddity.empty() && !seen.changed_its_mind &&
      is_same(expected.error, seen.error, Compare::kind)) {
    return std::nullopt;
  }
  return finding(schedule, in_words(expected.frames, expected.error) + ", and that for ever",
                 seen.changed_its_mind ? in_words(seen.frames, seen.error) + ", then another answer"
                                       : in_words(seen));
}

}  // namespace requirements::fixed_header_checks
