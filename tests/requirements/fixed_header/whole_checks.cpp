#include <tests/requirements/fixed_header/whole_checks.hpp>

#include <algorithm>

#include <tests/requirements/comparison.hpp>
#include <tests/requirements/delivery.hpp>
#include <tests/requirements/fixed_header/compare.hpp>
#include <tests/requirements/fixed_header/limits.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements::fixed_header_checks {
namespace {

using shortread::testing::Act;
using shortread::testing::Step;

// The same bytes and the same ending, in pieces of `piece` bytes.
Schedule in_pieces(const Schedule& schedule, std::size_t piece) {
  Schedule result{.incoming = delivered(schedule)};
  const std::size_t size = result.incoming.size();
  result.receives.reserve(size / piece + 2);
  for (std::size_t at = 0; at < size; at += piece) {
    result.receives.push_back({.act = Act::bytes, .count = std::min(piece, size - at)});
  }
  result.receives.push_back({.act = ending_of(schedule)});
  return result;
}

bool is_alike(const Seen& a, const Seen& b) {
  return a.oddity == b.oddity && a.frames == b.frames &&
         is_same(a.error, b.error, Compare::everything);
}

}  // namespace

std::optional<Finding> a_header_is_judged(const FixedHeaderPart& part, const Schedule& schedule) {
  if (part.encode_frame != nullptr) {
    if (auto found = compare_written(part, {.outgoing = schedule.incoming})) return found;
  }
  Schedule header{.incoming = schedule.incoming.substr(0, 10)};
  header.receives = {{.act = Act::rest}, {.act = Act::silence}};
  return compare_all(part, header, small_limit, Compare::everything);
}

std::optional<Finding> the_cut_changes_nothing(const FixedHeaderPart& part,
                                               const Schedule& schedule) {
  const std::size_t size = delivered(schedule).size();
  Witness::note("in one piece:");
  const Seen whole = play(part, in_pieces(schedule, size + 1), small_limit);
  Witness::note("byte by byte:");
  const Seen bytewise = play(part, in_pieces(schedule, 1), small_limit);
  if (!is_alike(bytewise, whole)) {
    return finding(in_pieces(schedule, 1), in_words(whole) + ", as in one piece",
                   in_words(bytewise));
  }
  Witness::note("as scheduled:");
  const Seen cut = play(part, schedule, small_limit);
  if (is_alike(cut, whole)) return std::nullopt;
  return finding(schedule, in_words(whole) + ", as in one piece", in_words(cut));
}

std::optional<Finding> everything_is_by_the_book(const FixedHeaderPart& part,
                                                 const Schedule& schedule) {
  if (part.encode_frame != nullptr && !schedule.outgoing.empty()) {
    if (auto found = compare_written(part, schedule)) return found;
  }
  return compare_after_error(part, schedule, small_limit, Compare::everything);
}

}  // namespace requirements::fixed_header_checks
