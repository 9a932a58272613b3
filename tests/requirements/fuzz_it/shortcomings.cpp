#include <tests/requirements/fuzz_it/shortcomings.hpp>

#include <tests/requirements/delivery.hpp>
#include <tests/requirements/fixed_header/compare.hpp>
#include <tests/requirements/fixed_header/limits.hpp>
#include <tests/requirements/fuzz_it/harness.hpp>

namespace requirements::fuzz_it_checks {
namespace {

using fixed_header_checks::Compare;
using shortread::FrameErrorKind;
using shortread::testing::Act;

constexpr std::uint64_t limit = fuzz_it::limit;
static_assert(limit == fixed_header_checks::small_limit);

Schedule in_one_piece(const Schedule& schedule) { return {.incoming = delivered(schedule)}; }

Schedule good_part_in_one_piece(const Schedule& schedule) {
  Schedule good;
  for (const std::string& payload : payloads_of(schedule)) {
    good.incoming += by_the_book::frame(payload);
  }
  return good;
}

Schedule cut_alone(const Schedule& schedule) {
  Schedule cut{.incoming = delivered(schedule)};
  for (const std::string& piece : pieces_of(schedule)) {
    cut.receives.push_back({.act = Act::bytes, .count = piece.size()});
  }
  return cut;
}

bool is_wrong(const FixedHeaderPart& reader, const Schedule& schedule) {
  const Schedule cut = cut_alone(schedule);
  return fixed_header_checks::compare_all(reader, cut, limit, Compare::everything).has_value();
}

}  // namespace

bool loses_frames(const FixedHeaderPart& reader, const Schedule& schedule) {
  const auto good = good_part_in_one_piece(schedule);
  return fixed_header_checks::compare_all(reader, good, limit, Compare::kind).has_value();
}

bool frames_depend_on_cuts(const FixedHeaderPart& reader, const Schedule& schedule) {
  const Seen cut = play(reader, cut_alone(schedule), limit);
  const Seen whole = play(reader, in_one_piece(schedule), limit);
  return cut.frames != whole.frames || cut.oddity != whole.oddity;
}

bool errors_depend_on_cuts(const FixedHeaderPart& reader, const Schedule& schedule) {
  const Seen cut = play(reader, cut_alone(schedule), limit);
  const Seen whole = play(reader, in_one_piece(schedule), limit);
  if (cut.frames != whole.frames || cut.oddity != whole.oddity) return false;
  return !fixed_header_checks::is_same(cut.error, whole.error, Compare::everything);
}

bool anything_depends_on_cuts(const FixedHeaderPart& reader, const Schedule& schedule) {
  return frames_depend_on_cuts(reader, schedule) || errors_depend_on_cuts(reader, schedule);
}

bool is_wrong_before_the_end(const FixedHeaderPart& reader, const Schedule& schedule) {
  const auto expected = by_the_book::decode(delivered(schedule), limit);
  const bool is_of_the_end =
      expected.error && expected.error->kind == FrameErrorKind::closed_inside_frame;
  return !is_of_the_end && is_wrong(reader, schedule);
}

bool is_wrong_at_the_end(const FixedHeaderPart& reader, const Schedule& schedule) {
  const auto expected = by_the_book::decode(delivered(schedule), limit);
  const bool is_of_the_end =
      expected.error && expected.error->kind == FrameErrorKind::closed_inside_frame;
  return is_of_the_end && is_wrong(reader, schedule);
}

bool changes_its_mind(const FixedHeaderPart& reader, const Schedule& schedule) {
  return play(reader, cut_alone(schedule), limit, AfterError::go_on).changed_its_mind;
}

bool always(const FixedHeaderPart& /*reader*/, const Schedule& schedule) {
  return !delivered(schedule).empty();
}

bool with_frames(const FixedHeaderPart& /*reader*/, const Schedule& schedule) {
  return !payloads_of(schedule).empty();
}

}  // namespace requirements::fuzz_it_checks
