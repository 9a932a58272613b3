#include <tests/requirements/judge.hpp>

#include <unistd.h>
#include <chrono>
#include <cstring>
#include <sstream>
#include <utility>

#include <shortread/testing/smallest.hpp>
#include <tests/requirements/module.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements {
namespace {

using shortread::testing::parse_schedule;
using shortread::testing::smallest_failing;
using shortread::testing::to_line;

// What a child says first when its module could not be loaded.
constexpr std::string_view no_module = "not loaded: ";

// What stands for the expectation where the events are all there is to tell.
constexpr std::string_view nothing_found = "(nothing found)";

struct Found {
  Finding finding;
  std::uint64_t tried = 0;
};

// A finding on its way through the shared memory: one line each, events last.
std::string packed(const Finding& finding, std::uint64_t tried) {
  std::string text = std::to_string(tried) + '\n' + to_line(finding.schedule) + '\n' +
                     finding.expected + '\n' + finding.got + '\n';
  text += (finding.offset ? std::to_string(*finding.offset) : "") + '\n';
  for (const std::string& event : finding.events) text += event + '\n';
  return text;
}

std::optional<Found> unpacked(const std::string& text) {
  std::istringstream lines{text};
  std::string tried;
  std::string schedule;
  std::string offset;
  Finding finding;
  if (!std::getline(lines, tried)) return std::nullopt;
  if (!std::getline(lines, schedule)) return std::nullopt;
  std::getline(lines, finding.expected);
  std::getline(lines, finding.got);
  std::getline(lines, offset);
  if (!offset.empty()) finding.offset = std::stoull(offset);
  for (std::string event; std::getline(lines, event);) finding.events.push_back(event);
  if (auto parsed = parse_schedule(schedule)) finding.schedule = *std::move(parsed);
  return Found{std::move(finding), std::stoull(tried)};
}

// First of all in each child.
const void* part_of(const std::string& module, Tidings& tidings) {
  Witness::on_heartbeat([&tidings] { tidings.beat(); });
  const auto part = load_module(module);
  if (part) return *part;
  tidings.set_text(std::string{no_module} + part.error());
  return nullptr;
}

// The one run that is shown: with everything that happens written down, also where nothing is
// found.
void show(const Requirement& requirement, const void* part, const Schedule& schedule,
          std::uint64_t tried, Tidings& tidings) {
  Witness::begin();
  auto finding = requirement.check(part, schedule);
  auto events = Witness::end();
  if (!finding) finding = Finding{.schedule = schedule, .expected = std::string{nothing_found}};
  finding->events = std::move(events);
  tidings.set_text(packed(*finding, tried));
}

// In the child: the first schedule that finds something, then the smallest like it.
void search(const Requirement& requirement, const std::string& module, Tidings& tidings) {
  const void* const part = part_of(module, tidings);
  if (part == nullptr) return;
  std::uint64_t tried = 0;
  std::optional<Finding> found;
  requirement.schedules([&](const Schedule& schedule) {
    tidings.set_progress(++tried);
    found = requirement.check(part, schedule);
    return !found;
  });
  if (!found) return;
  const std::uint64_t found_at = tried;
  tidings.set_text(packed(*found, found_at));  // should the search for a smaller one end badly
  // Somebody waits for the answer: a smaller one is looked for as long as that is no burden.
  const auto enough = std::chrono::steady_clock::now() + std::chrono::seconds{1};
  const auto still_fails = [&](const Schedule& schedule) {
    if (std::chrono::steady_clock::now() > enough) return false;
    tidings.set_progress(++tried);
    return requirement.check(part, schedule).has_value();
  };
  show(requirement, part, smallest_failing(found->schedule, still_fails), found_at, tidings);
}

void try_once(const Requirement& requirement, const std::string& module, const Schedule& schedule,
              Tidings& tidings) {
  if (const void* const part = part_of(module, tidings))
    show(requirement, part, schedule, 1, tidings);
}

std::string headline(const Contained& contained) {
  std::istringstream lines{contained.output};
  for (std::string line; std::getline(lines, line);) {
    for (const std::string_view mark : {"ERROR: ", "runtime error: ", "what():  "}) {
      const std::size_t at = line.find(mark);
      if (at != std::string::npos) return line.substr(mark == "ERROR: " ? at + mark.size() : 0);
    }
  }
  if (contained.signal != 0) return ::strsignal(contained.signal);
  return "it ended the program with exit code " + std::to_string(contained.exit_code);
}

Judgement judgement_of(End end) {
  switch (end) {
    case End::returned:
      return Judgement::holds;
    case End::died:
      return Judgement::crashed;
    case End::hung:
      return Judgement::hung;
    case End::ate_memory:
      return Judgement::ate_memory;
    case End::waited:
      return Judgement::undecided;
  }
  return Judgement::undecided;
}

Verdict verdict_of(const Contained& contained, const Tidings& tidings) {
  constexpr std::size_t output_max = 4096;
  Verdict verdict{.judgement = judgement_of(contained.end)};
  verdict.output = contained.output.substr(0, output_max);
  const std::string text = tidings.text();
  if (text.starts_with(no_module)) {
    verdict.judgement = Judgement::not_loaded;
    verdict.died_of = text.substr(no_module.size());
  } else if (!text.empty()) {
    const Found found = unpacked(text).value();
    verdict.finding = found.finding;
    verdict.tried = found.tried;
    const bool is_found = verdict.finding->expected != nothing_found;
    verdict.judgement = is_found ? Judgement::falls_short : Judgement::holds;
    if (!is_found) verdict.events = std::exchange(verdict.finding, std::nullopt)->events;
  } else if (contained.end == End::died) {
    verdict.died_of = headline(contained);
  }
  return verdict;
}

std::string how_it_ended(const Verdict& verdict) {
  switch (verdict.judgement) {
    case Judgement::crashed:
      return "a crash: " + verdict.died_of;
    case Judgement::hung:
      return "no answer, and the processor busy without end";
    case Judgement::ate_memory:
      return "no answer, and memory without end";
    case Judgement::undecided:
      return "no answer: it waits for something that is not faked";
    case Judgement::holds:
    case Judgement::falls_short:
    case Judgement::not_loaded:
      break;
  }
  return {};
}

Schedule nth_schedule(const Requirement& requirement, std::uint64_t number) {
  Schedule result;
  std::uint64_t at = 0;
  requirement.schedules([&](const Schedule& schedule) {
    if (++at == number) result = schedule;
    return at < number;
  });
  return result;
}

class Judging {
 public:
  Judging(const Requirement& requirement, const std::string& module, const Limits& limits)
      : requirement_{requirement}, module_{module}, limits_{limits} {}

  Verdict all_schedules() {
    Tidings tidings;
    const auto contained =
        run_contained([&] { search(requirement_, module_, tidings); }, tidings, limits_);
    Verdict verdict = verdict_of(contained, tidings);
    const bool died = verdict.judgement != Judgement::holds && !verdict.finding &&
                      verdict.judgement != Judgement::not_loaded;
    if (verdict.tried == 0) verdict.tried = tidings.progress();
    if (died) explain(verdict, nth_schedule(requirement_, tidings.progress()));
    // The finding was made, and the search for a smaller one died.
    if (verdict.finding && contained.end != End::returned && !died) {
      const Verdict again = attempt(verdict.finding->schedule);
      if (again.finding) verdict.finding = again.finding;
    }
    return verdict;
  }

  Verdict one_schedule(const Schedule& schedule) {
    Verdict verdict = attempt(schedule);
    const bool died = !how_it_ended(verdict).empty();
    if (died) verdict.finding = last_words(schedule, verdict);
    return verdict;
  }

 private:
  Verdict attempt(const Schedule& schedule) {
    Tidings tidings;
    const auto contained = run_contained(
        [&] { try_once(requirement_, module_, schedule, tidings); }, tidings, limits_);
    return verdict_of(contained, tidings);
  }

  // It died of this schedule: does it of a smaller one? A crash is quick; the others cost seconds.
  void explain(Verdict& verdict, const Schedule& schedule) {
    constexpr std::size_t tries = 60;
    Schedule smallest = schedule;
    if (verdict.judgement == Judgement::crashed) {
      const auto crashes = [&](const Schedule& smaller) {
        return attempt(smaller).judgement == Judgement::crashed;
      };
      smallest = smallest_failing(schedule, crashes, tries);
    }
    verdict.finding = last_words(smallest, verdict);
  }

  // The events up to the death, written to the output one by one as they happen.
  Finding last_words(const Schedule& schedule, const Verdict& verdict) {
    constexpr std::string_view mark = "\x01";
    Tidings tidings;
    const auto contained = run_contained(
        [&] {
          const void* const part = part_of(module_, tidings);
          if (part == nullptr) return;
          Witness::begin(stdout);
          requirement_.check(part, schedule);
        },
        tidings, limits_);
    Finding finding{.schedule = schedule, .expected = "an answer", .got = how_it_ended(verdict)};
    std::istringstream lines{contained.output};
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with(mark)) finding.events.push_back(line.substr(mark.size()));
    }
    return finding;
  }

  const Requirement& requirement_;
  const std::string& module_;
  const Limits& limits_;
};

}  // namespace

Verdict judge(const Requirement& requirement, const std::string& module, const Limits& limits) {
  return Judging{requirement, module, limits}.all_schedules();
}

Verdict judge(const Requirement& requirement, const std::string& module, const Schedule& schedule,
              const Limits& limits) {
  return Judging{requirement, module, limits}.one_schedule(schedule);
}

std::vector<std::string> told_of(const Lesson& lesson, const std::string& module,
                                 const Limits& limits) {
  if (lesson.told == nullptr) return {};
  Tidings tidings;
  std::ignore = run_contained(
      [&] {
        const void* const part = part_of(module, tidings);
        if (part == nullptr) return;
        std::string text;
        for (const std::string& line : lesson.told(part)) text += line + '\n';
        tidings.set_text(text);
      },
      tidings, limits);
  const std::string text = tidings.text();
  std::vector<std::string> told;
  if (text.starts_with(no_module)) return told;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) told.push_back(line);
  return told;
}

}  // namespace requirements
