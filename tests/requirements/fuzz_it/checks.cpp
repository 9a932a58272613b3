#include <tests/requirements/fuzz_it/checks.hpp>

#include <array>
#include <map>

#include <tests/requirements/comparison.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/requirements/fuzz_it/harness.hpp>
#include <tests/requirements/fuzz_it/readers.hpp>
#include <tests/requirements/fuzz_it/schedules.hpp>
#include <tests/requirements/fuzz_it/shortcomings.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements::fuzz_it_checks {
namespace {

struct Trial {
  const char* name;  // of the function that the learner writes
  FuzzItPart::Property FuzzItPart::* property;
  fuzz_it::Pieces (*input)(const Schedule&);
  std::span<const TriedReader> (*readers)();
  Shows* shows;                     // does this reader fall short of this schedule?
  void (*schedules)(const Visit&);  // where it may be accused
};

bool is_caught(const FuzzItPart& part, const Trial& trial, const TriedReader& reader) {
  const Witness::Aside aside;
  bool caught = false;
  trial.schedules([&](const Schedule& schedule) {
    const auto input = trial.input(schedule);
    Witness::heartbeat();
    caught = accusation(part.*trial.property, input, *reader.part).has_value();
    return !caught;
  });
  return caught;
}

// All inputs for one reader take a while, and shrinking asks again and again.
bool is_caught_once_asked(const FuzzItPart& part, const Trial& trial, const TriedReader& reader) {
  static std::map<std::tuple<const FuzzItPart*, Shows*, std::string>, bool> known;
  const auto [at, is_new] = known.try_emplace({&part, trial.shows, reader.name}, false);
  if (is_new) at->second = is_caught(part, trial, reader);
  return at->second;
}

bool is_shown(const Trial& trial, const TriedReader& reader, const Schedule& schedule) {
  const Witness::Aside aside;
  return trial.shows(*reader.part, schedule);
}

bool is_ever_shown(const Trial& trial, const TriedReader& reader) {
  bool shown = false;
  trial.schedules([&](const Schedule& schedule) {
    Witness::heartbeat();
    shown = is_shown(trial, reader, schedule);
    return !shown;
  });
  return shown;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// "cuts_change_nothing accuses 5 of 7: ...; it lets through: ..."
std::vector<std::string> tally(const FuzzItPart& part, const Trial& trial) {
  std::vector<std::string> caught;
  std::vector<std::string> missed;
  for (const TriedReader& reader : trial.readers()) {
    if (!is_ever_shown(trial, reader)) continue;
    (is_caught_once_asked(part, trial, reader) ? caught : missed).push_back(reader.name);
  }
  std::vector<std::string> lines{std::string{trial.name} + " catches " +
                                 std::to_string(caught.size()) + " of " +
                                 std::to_string(caught.size() + missed.size()) +
                                 (caught.empty() ? "" : ": " + listed(caught))};
  if (!missed.empty()) lines.push_back("it lets through: " + listed(missed));
  return lines;
}

std::optional<Finding> let_through(const FuzzItPart& part, const Trial& trial,
                                   const TriedReader& reader, const Schedule& schedule) {
  Witness::note([&] { return "the known bug " + reader.name + ": " + reader.title; });
  std::ignore = accusation(part.*trial.property, trial.input(schedule), *reader.part);
  if (Witness::is_watching()) {
    for (const auto& line : tally(part, trial)) Witness::note(line);
  }
  const std::string name = trial.name;
  return finding(schedule, name + " accuses " + reader.name + " on some input, as on this one",
                 "it accuses nobody: not here, nor on any other input");
}

std::optional<Finding> tried(const FuzzItPart& part, const Trial& trial, const Schedule& schedule) {
  for (const TriedReader& reader : trial.readers()) {
    if (!is_shown(trial, reader, schedule)) continue;
    if (is_caught_once_asked(part, trial, reader)) continue;
    return let_through(part, trial, reader, schedule);
  }
  return std::nullopt;
}

const Trial round_trip_canary{"what_goes_in_comes_out",
                              &FuzzItPart::what_goes_in_comes_out,
                              payloads_of,
                              canaries,
                              with_frames,
                              fuzz_it_schedules::good_frames};
const Trial round_trip{"what_goes_in_comes_out",
                       &FuzzItPart::what_goes_in_comes_out,
                       payloads_of,
                       known_bugs,
                       loses_frames,
                       fuzz_it_schedules::good_frames};
const Trial cut_frames{
    "cuts_change_nothing", &FuzzItPart::cuts_change_nothing,  pieces_of, known_bugs,
    frames_depend_on_cuts, fuzz_it_schedules::good_frames_cut};
const Trial cut_errors{
    "cuts_change_nothing", &FuzzItPart::cuts_change_nothing,  pieces_of, known_bugs,
    errors_depend_on_cuts, fuzz_it_schedules::bad_headers_cut};
const Trial cut_everything{
    "cuts_change_nothing",    &FuzzItPart::cuts_change_nothing, pieces_of, known_bugs,
    anything_depends_on_cuts, fuzz_it_schedules::anything};
const Trial cut_lines{
    "cuts_change_nothing", &FuzzItPart::cuts_change_nothing, pieces_of, wrong_line_readers,
    frames_depend_on_cuts, fuzz_it_schedules::lines_cut};
const Trial page{
    "does_what_the_page_says", &FuzzItPart::does_what_the_page_says, pieces_of, known_bugs,
    is_wrong_before_the_end,   fuzz_it_schedules::anything};
const Trial page_ends{
    "does_what_the_page_says", &FuzzItPart::does_what_the_page_says, pieces_of, known_bugs,
    is_wrong_at_the_end,       fuzz_it_schedules::frames_and_ends};
const Trial page_stays{"does_what_the_page_says",
                       &FuzzItPart::does_what_the_page_says,
                       pieces_of,
                       known_bugs,
                       changes_its_mind,
                       fuzz_it_schedules::good_frames_after_a_bad_header};

// Each property with the readers that throw.
const std::array throwing{
    Trial{"what_goes_in_comes_out", &FuzzItPart::what_goes_in_comes_out, payloads_of,
          throwing_readers, with_frames, fuzz_it_schedules::good_frames},
    Trial{"cuts_change_nothing", &FuzzItPart::cuts_change_nothing, pieces_of, throwing_readers,
          always, fuzz_it_schedules::good_frames_cut},
    Trial{"does_what_the_page_says", &FuzzItPart::does_what_the_page_says, pieces_of,
          throwing_readers, always, fuzz_it_schedules::frames_and_ends}};

std::optional<Finding> accused(const FuzzItPart& part, const Trial& trial,
                               const TriedReader& reader, const Schedule& schedule) {
  Witness::note([&] { return std::string{trial.name} + ", " + reader.title; });
  const auto input = trial.input(schedule);
  const auto said = accusation(part.*trial.property, input, *reader.part);
  if (!said) return std::nullopt;
  return finding(schedule, "no accusation: this reader does what docs/wire.md says",
                 std::string{trial.name} + " says: " + *said);
}

}  // namespace

std::optional<Finding> it_can_fail(const FuzzItPart& part, const Schedule& schedule) {
  return tried(part, round_trip_canary, schedule);
}

std::optional<Finding> what_is_thrown_is_an_accusation(const FuzzItPart& part,
                                                       const Schedule& schedule) {
  for (const Trial& trial : throwing) {
    if (auto found = tried(part, trial, schedule)) return found;
  }
  return std::nullopt;
}

// Twice: what a harness remembers of one input, it may not hold against the next reader.
std::optional<Finding> nobody_good_is_accused(const FuzzItPart& part, const Schedule& schedule) {
  if (auto found = it_can_fail(part, {.incoming = by_the_book::frame("hello")})) return found;
  for (int turn = 0; turn < 2; ++turn) {
    for (const TriedReader& reader : good_readers()) {
      for (const Trial& trial : throwing) {
        if (auto found = accused(part, trial, reader, schedule)) return found;
      }
    }
    if (auto found = accused(part, throwing[1], line_reader(), schedule)) return found;
  }
  return std::nullopt;
}

std::optional<Finding> lost_frames_are_seen(const FuzzItPart& part, const Schedule& schedule) {
  return tried(part, round_trip, schedule);
}

std::optional<Finding> frames_lost_to_cuts_are_seen(const FuzzItPart& part,
                                                    const Schedule& schedule) {
  return tried(part, cut_frames, schedule);
}

std::optional<Finding> errors_moved_by_cuts_are_seen(const FuzzItPart& part,
                                                     const Schedule& schedule) {
  return tried(part, cut_errors, schedule);
}

std::optional<Finding> other_formats_will_do(const FuzzItPart& part, const Schedule& schedule) {
  return tried(part, cut_lines, schedule);
}

std::optional<Finding> wrong_answers_are_seen(const FuzzItPart& part, const Schedule& schedule) {
  return tried(part, page, schedule);
}

std::optional<Finding> wrong_ends_are_seen(const FuzzItPart& part, const Schedule& schedule) {
  return tried(part, page_ends, schedule);
}

std::optional<Finding> errors_that_do_not_stay_are_seen(const FuzzItPart& part,
                                                        const Schedule& schedule) {
  return tried(part, page_stays, schedule);
}

std::optional<std::string> what_a_good_day_lacks(const FuzzItPart& part) {
  const Schedule plain{.incoming = by_the_book::frame("hello")};
  for (const Trial& trial : throwing) {
    for (const TriedReader& reader : good_readers()) {
      if (const auto found = accused(part, trial, reader, plain)) return found->got;
    }
  }
  const FixedHeaderPart& crashing = *throwing_readers().front().part;
  const auto said = accusation(part.does_what_the_page_says, pieces_of(plain), crashing);
  if (!said) return "a reader that throws is not accused";
  return std::nullopt;
}

std::vector<std::string> what_it_catches(const FuzzItPart& part) {
  std::vector<std::string> lines;
  for (const Trial& trial : {round_trip, cut_everything, page}) {
    const auto told = tally(part, trial);
    lines.insert(lines.end(), told.begin(), told.end());
  }
  return lines;
}

}  // namespace requirements::fuzz_it_checks
