// The checks that meet a reader as a part: bytes in, frames out.
#include <tests/requirements/fixed_header/checks.hpp>

#include <tests/requirements/comparison.hpp>
#include <tests/requirements/delivery.hpp>
#include <tests/requirements/fixed_header/compare.hpp>
#include <tests/requirements/fixed_header/limits.hpp>
#include <tests/requirements/witness.hpp>
#include <tests/support/allocations.hpp>

namespace requirements::fixed_header_checks {
namespace {

// Who cannot read one frame has not begun yet.
std::optional<Finding> good_day(const FixedHeaderPart& part) {
  Witness::note(on_a_good_day);
  if (auto found = compare_frames(part, {.incoming = "5         hello"})) return found;
  Witness::note(on_this_network);
  return std::nullopt;
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
  return compare_after_error(part, schedule, usual_limit, Compare::kind);
}

}  // namespace requirements::fixed_header_checks
