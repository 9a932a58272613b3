// The fuzz targets from the command line: list them, play a schedule or a seed, replay what the
// corpora hold, and hunt. `./course` builds this and hands over to it.

#include <algorithm>

#include <shortread/core/printable.hpp>
#include <shortread/programs/command_line.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include <fuzz/drivers/engine_run.hpp>
#include <fuzz/drivers/hunt.hpp>
#include <fuzz/drivers/input_file.hpp>
#include <fuzz/drivers/kept.hpp>
#include <lessons/course/implementation.hpp>
#include <lessons/course/lesson_plan.hpp>
#include <lessons/course/report.hpp>
#include <lessons/course/workspace.hpp>
#include <tests/requirements/module.hpp>
#include <tests/requirements/requirement.hpp>

namespace {

namespace fs = std::filesystem;
using namespace fuzz;
using requirements::Judgement;
using requirements::Verdict;
using shortread::print_line;

const fs::path source = SHORTREAD_SOURCE_DIR;
const fs::path build = SHORTREAD_BUILD_DIR;

struct Options {
  std::string verb;
  std::string what;
  std::string target;
  std::string implementation = "reference";
  double seconds = 10;
  std::uint64_t seed = 1;
  std::uint64_t jobs = 1;
  std::string engines;  // the fuzz build; empty: there is none
  bool keep = false;
  bool plain = false;    // replay: a trace, where there is a picture
  bool minimal = false;  // corpus: without the regressions
};

class Fuzzing {
 public:
  Fuzzing(const Options& options, const shortread::CommandLine& line)
      : options_{options}, line_{line} {}

  int list() {
    for (const Target& target : targets()) {
      std::string name{target.name};
      name.resize(16, ' ');
      std::string ids;
      for (const std::string_view id : target.requirements) ids += " " + std::string{id};
      print_line(name + std::string{target.summary} + " (" + std::string{target.lesson} + ":" +
                 ids + ")");
    }
    return shortread::holds;
  }

  // One schedule, in a file or behind a seed, with everything that happens.
  int replay() {
    const Target& target = target_named(options_.target);
    const Schedule schedule = schedule_named(target, options_.what);
    const auto module = module_of(target, options_.implementation);
    if (!module) return shortread::falls_short;
    const Verdict verdict = play_once(target, module->string(), schedule);
    print_line(options_.implementation + ", " + std::string{target.name});
    for (const auto& line : course::describe(schedule)) print_line(line);
    tell(target, module->string(), schedule, verdict);
    print_line(verdict.judgement == Judgement::holds ? "holds" : "falls short");
    return course::exit_code_of(verdict.judgement);
  }

  // What the corpora hold, against every target or one: quick, and without any engine.
  int corpus() {
    int code = shortread::holds;
    for (const Target& target : targets()) {
      const bool is_meant =
          options_.what.empty() ? !target.must_fail : options_.what == target.name;
      if (is_meant) code = std::max(code, replay_corpus(target));
    }
    return code;
  }

  int hunt_down() {
    const Target& target = target_named(options_.verb);
    const auto module = module_of(target, options_.implementation);
    if (!module) return shortread::falls_short;
    const auto known = known_inputs(target);
    print_line(std::string{target.name} + ": " + std::string{target.summary});
    print_line("against " + options_.implementation + ", seed " + std::to_string(options_.seed) +
               ", " + std::to_string(known.size()) + " inputs to begin with");
    Verdict verdict = hunt(target, module->string(), known);
    if (verdict.judgement == Judgement::holds) verdict = search(target, *module);
    if (verdict.judgement == Judgement::not_loaded) {
      print_line(verdict.died_of);
      return shortread::not_ready;
    }
    if (verdict.judgement == Judgement::holds) {
      print_line("nothing found in " + std::to_string(verdict.tried) + " executions");
      return shortread::holds;
    }
    print_line("found after " + std::to_string(verdict.tried) + " executions");
    report(target, module->string(), verdict);
    return course::exit_code_of(verdict.judgement);
  }

 private:
  [[nodiscard]] const Target& target_named(const std::string& name) const {
    if (const Target* const target = find_target(name)) return *target;
    std::string names;
    for (const Target& target : targets()) names += " " + std::string{target.name};
    line_.refuse("there is no target '" + name + "'. There are:" + names);
  }

  [[nodiscard]] Schedule schedule_named(const Target& target, const std::string& what) const {
    const bool is_seed = !what.empty() && what.size() < 19 &&
                         std::ranges::all_of(what, [](char c) { return '0' <= c && c <= '9'; });
    if (is_seed && !fs::exists(what)) return target.scenario(std::stoull(what));
    auto schedule = read_input(what);
    if (!schedule) line_.refuse(schedule.error());
    return *std::move(schedule);
  }

  // What happened: drawn where the target can. One that died is not tried again in this process.
  void tell(const Target& target, const std::string& module, const Schedule& schedule,
            Verdict verdict) const {
    const bool lived =
        verdict.judgement == Judgement::holds || verdict.judgement == Judgement::falls_short;
    const bool is_drawn = target.picture != nullptr && lived && !options_.plain;
    if (is_drawn) {
      const auto part = requirements::load_module(module);
      for (const auto& row : target.picture(part.value(), schedule)) print_line(row);
      verdict.events.clear();
      if (verdict.finding) verdict.finding->events.clear();
    }
    for (const auto& line : course::describe(verdict)) print_line(line);
  }

  [[nodiscard]] std::optional<fs::path> module_of(const Target& target,
                                                  const std::string& name) const {
    const auto* const lesson = requirements::find_lesson(target.lesson);
    const auto plan = course::read_plan(source / "lessons" / lesson->folder);
    if (!plan) line_.refuse(plan.error());
    auto module = course::module_of(*plan, name, course::Workspace{source / "workspace"});
    if (module) return *module;
    if (!module.error().does_not_compile) line_.refuse(module.error().lines.front());
    print_line("It does not compile:");
    for (const auto& line : module.error().lines) print_line("  " + line);
    return std::nullopt;
  }

  [[nodiscard]] std::vector<fs::path> input_folders(const Target& target) const {
    std::vector<fs::path> folders;
    for (const std::string kind : {"corpus", "regressions"}) {
      const fs::path folder = source / "fuzz" / kind / target.name;
      const bool is_meant = !options_.minimal || kind == "corpus";
      if (is_meant && fs::exists(folder)) folders.push_back(folder);
    }
    return folders;
  }

  [[nodiscard]] std::vector<Schedule> known_inputs(const Target& target) const {
    std::vector<Schedule> schedules;
    for (const fs::path& folder : input_folders(target)) {
      for (const fs::path& file : files_under(folder)) {
        if (auto schedule = read_input(file)) schedules.push_back(*std::move(schedule));
      }
    }
    return schedules;
  }

  int replay_corpus(const Target& target) {
    const auto module = module_of(target, options_.implementation);
    if (!module) return shortread::falls_short;
    const auto known = known_inputs(target);
    const Verdict verdict = hunt(target, module->string(), known);
    const bool holds = verdict.judgement == Judgement::holds;
    print_line(std::string{target.name} + ": " + std::to_string(known.size()) + " inputs, " +
               (holds ? "hold" : "falls short"));
    if (!holds) report(target, module->string(), verdict);
    return course::exit_code_of(verdict.judgement);
  }

  Verdict search(const Target& target, const fs::path& module) {
    const std::chrono::milliseconds time{static_cast<std::int64_t>(options_.seconds * 1000)};
    const bool is_mine = options_.implementation == "mine";  // compiled by the other compiler
    if (options_.engines.empty() || is_mine) {
      print_line(is_mine ? "seeds are tried, without coverage: your file is compiled by g++"
                         : "no engine here: seeds are tried, without coverage");
      return hunt(target, module.string(), Seeds{.first = options_.seed, .time = time});
    }
    EngineRun run{
        .binary = fs::path{options_.engines} / "bin" / ("fuzz_" + std::string{target.name}),
        .implementation = engine_s_module(target, module),
        .seeds = input_folders(target),
        .dictionary = source / "fuzz/dictionaries/frame.dict",
        .folder = source / "build/findings" / target.name,
        .time = std::chrono::seconds{std::max<std::int64_t>(1, time.count() / 1000)},
        .seed = options_.seed,
        .jobs = options_.jobs};
    fs::remove_all(run.folder);
    const EngineEnd end = run_engine(run, [](const std::string& line) {
      if (!line.empty()) print_line("  " + line);
    });
    if (!end.trouble.empty()) return {.judgement = Judgement::not_loaded, .died_of = end.trouble};
    if (!end.input) return {.judgement = Judgement::holds, .tried = end.executions};
    return confirmed(target, module, *end.input, end.executions);
  }

  // The engine's finding, again and made small: by the other compiler's build of the same part.
  Verdict confirmed(const Target& target, const fs::path& module, const fs::path& input,
                    std::uint64_t executions) {
    print_line("the engine found " + course::shown(input));
    const auto schedule = read_input(input);
    Verdict verdict = hunt(target, module.string(), std::vector<Schedule>{*schedule});
    if (verdict.judgement == Judgement::holds) {
      verdict.judgement = Judgement::crashed;  // all the same: it is the engine's word
      verdict.finding =
          Finding{.schedule = *schedule,
                  .expected = "an answer",
                  .got = "an end that only the engine's build shows: see " +
                         course::shown(input.parent_path().parent_path()) + "/job0.log"};
    }
    verdict.tried = executions;
    return verdict;
  }

  [[nodiscard]] std::string engine_s_module(const Target& target, const fs::path& module) const {
    if (options_.implementation == "reference") return {};
    const fs::path own = fs::path{options_.engines} / "modules" / target.lesson / module.filename();
    return fs::exists(own) && module.string().starts_with(build.string()) ? own.string()
                                                                          : module.string();
  }

  void report(const Target& target, const std::string& module, const Verdict& verdict) {
    const Finding& finding = verdict.finding.value();
    const bool is_foreign = options_.implementation.ends_with(".so");  // its format is its own
    const std::string requirement =
        is_foreign ? std::string{} : requirement_broken(target, module, finding.schedule);
    print_line("");
    print_line(std::string{target.name} + " falls short: " +
               (requirement.empty() ? std::string{target.summary}
                                    : requirement + "  " + requirements::sentence_of(requirement)));
    for (const auto& line : course::describe(finding.schedule)) print_line(line);
    tell(target, module, finding.schedule, verdict);
    const fs::path file = keep(finding.schedule, target, options_.implementation, options_.keep);
    print_line("");
    print_line("Again:  ./course replay " + course::shown(file) + " --target " +
               std::string{target.name} + " --implementation " + options_.implementation);
  }

  const Options& options_;
  const shortread::CommandLine& line_;
};

int run(int argc, char** argv) {
  Options options;
  shortread::CommandLine line{
      "course fuzz",
      "Fuzz targets: list | TARGET | corpus [TARGET] | replay FILE-or-SEED --target TARGET"};
  line.argument("VERB", options.verb, "list, corpus, replay, or a target to hunt with", true);
  line.argument("WHAT", options.what, "replay: a file or a seed; corpus: one target");
  line.text("--target", options.target, "replay: by which target it is judged");
  line.text("--implementation", options.implementation,
            "reference, mine, solution, starter, tutorial, a known bug's name, or FILE.so");
  line.seconds("--seconds", options.seconds, "how long to hunt");
  line.number("--seed", options.seed, {0, 4'000'000'000}, "where chance begins");
  line.number("--jobs", options.jobs, {1, 64}, "processes at once");
  line.toggle("--keep", options.keep, "keep what is found in fuzz/regressions");
  line.toggle("--plain", options.plain, "a trace in lines, where there is a picture");
  line.toggle("--minimal", options.minimal, "corpus: without fuzz/regressions");
  line.text("--engines", options.engines, "the build with the engines' binaries");
  line.parse(argc, argv);
  Fuzzing fuzzing{options, line};
  if (options.verb == "list") return fuzzing.list();
  if (options.verb == "corpus") return fuzzing.corpus();
  if (options.verb == "replay") return fuzzing.replay();
  return fuzzing.hunt_down();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    shortread::complain("course", std::string{"our own error, please report it: "} + error.what());
    return shortread::our_error;
  }
}
