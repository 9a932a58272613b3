// The student's loop: start, check, watch, list, reset, replay. `./course` builds this and hands
// over to it.

#include <unistd.h>

#include <chrono>
#include <iomanip>
#include <iostream>
#include <optional>
#include <sstream>
#include <thread>

#include <shortread/core/printable.hpp>
#include <shortread/programs/command_line.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "compile.hpp"
#include "implementation.hpp"
#include "lesson_plan.hpp"
#include "replay_file.hpp"
#include "report.hpp"
#include "step_check.hpp"
#include "workspace.hpp"

namespace {

namespace fs = std::filesystem;
using namespace course;
using requirements::Judgement;
using shortread::print_line;

const fs::path source = SHORTREAD_SOURCE_DIR;

void complain(const std::string& what) { shortread::complain("course", what); }

class Exercise {
 public:
  Exercise(std::vector<LessonPlan> plans, const fs::path& workspace,
           const shortread::CommandLine& line)
      : plans_{std::move(plans)}, line_{line}, workspace_{workspace} {}

  int start(const std::string& which) {
    const LessonPlan& plan = which.empty() ? first_not_started() : lesson_named(which);
    const bool is_new = workspace_.start(plan, source / "lessons");
    const std::string file = shown(workspace_.exercise(plan));
    print_line(is_new ? "Here is your file:  " + file
                      : "It is there already, and stays as it is:  " + file);
    print_line("What to write:      lessons/" + plan.folder + "/requirements.hpp");
    print_line("The page:           lessons/" + plan.folder + "/README.md");
    print_line("Next:               ./course watch");
    return shortread::holds;
  }

  int reset(const std::string& which) {
    const LessonPlan& plan = which.empty() ? current() : lesson_named(which);
    const fs::path backup = workspace_.reset(plan, source / "lessons");
    if (!backup.empty()) print_line("What you had is now " + shown(backup));
    print_line("The starter lies in " + shown(workspace_.exercise(plan)));
    return shortread::holds;
  }

  int list() {
    const auto progress = workspace_.progress();
    for (const LessonPlan& plan : plans_) {
      print_line(plan.folder + "  " + plan.title +
                 (workspace_.has(plan) ? "" : "  (./course start " + plan.name + ")"));
      for (const PlannedStep& step : plan.steps) {
        const auto known = progress.find(step.id);
        const bool is_done = known != progress.end() && known->second == "holds";
        print_line(step_line(step, is_done ? "done" : "open"));
      }
    }
    return shortread::holds;
  }

  int check(const std::string& what) {
    const auto [plan, last] = steps_named(what);
    return check(*plan, last);
  }

  // Until somebody ends it: a check at each save. An editor may replace the file, so it is looked
  // at by name, and may be gone for a moment.
  int watch(const std::string& what) {
    const auto [plan, last] = steps_named(what);
    const fs::path file = workspace_.exercise(*plan);
    std::optional<fs::file_time_type> seen;
    for (;;) {
      std::error_code none;
      const auto now = fs::last_write_time(file, none);
      if (!none && now != seen) {
        seen = now;
        if (::isatty(STDOUT_FILENO) != 0) shortread::print("\x1b[2J\x1b[H");
        check(*plan, last);
        print_line("");
        print_line("Watching " + shown(file) + ": save it and it is checked again. Ctrl-C ends.");
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
  }

  int replay(const std::string& file, const std::string& implementation,
             const std::string& requirement) {
    auto replay = read_replay(file);
    if (!replay) {
      complain(replay.error());
      return shortread::wrong_command_line;
    }
    if (!requirement.empty()) replay->requirement = requirement;
    const LessonPlan& plan = lesson_named(replay->lesson);
    const auto* const asked =
        requirements::find_requirement(*requirements::find_lesson(plan.name), replay->requirement);
    if (asked == nullptr) {
      line_.refuse("nothing in " + plan.name + " checks '" + replay->requirement +
                   "'; say which: --requirement raw/1.2");
    }
    const auto module = module_of(plan, implementation);
    if (!module) return shortread::falls_short;
    const auto verdict = requirements::judge(*asked, module->string(), replay->schedule);
    if (verdict.judgement == Judgement::not_loaded) return not_loaded(plan, verdict.died_of);
    print_line(implementation + ", " + replay->requirement);
    for (const auto& line : describe(replay->schedule)) print_line(line);
    for (const auto& line : describe(verdict)) print_line(line);
    const bool holds = verdict.judgement == Judgement::holds;
    print_line(holds ? "holds" : "falls short");
    return exit_code_of(verdict.judgement);
  }

 private:
  struct Steps {
    const LessonPlan* plan;
    std::size_t last;  // checked up to this one
  };

  [[nodiscard]] const LessonPlan& first_not_started() const {
    for (const LessonPlan& plan : plans_) {
      if (!workspace_.has(plan)) return plan;
    }
    return plans_.back();
  }

  // The lesson whose file was saved last.
  [[nodiscard]] const LessonPlan& current() const {
    const LessonPlan* latest = nullptr;
    for (const LessonPlan& plan : plans_) {
      if (!workspace_.has(plan)) continue;
      const auto time = fs::last_write_time(workspace_.exercise(plan));
      const bool is_later =
          latest == nullptr || time >= fs::last_write_time(workspace_.exercise(*latest));
      if (is_later) latest = &plan;
    }
    if (latest == nullptr) line_.refuse("no lesson is begun yet: ./course start");
    return *latest;
  }

  [[nodiscard]] const LessonPlan* find_lesson(const std::string& name) const {
    for (const LessonPlan& plan : plans_) {
      if (name == plan.name || name == plan.folder) return &plan;
    }
    return nullptr;
  }

  [[nodiscard]] const LessonPlan& lesson_named(const std::string& name) const {
    if (const auto* const plan = find_lesson(name)) return *plan;
    for (const LessonPlan& plan : plans_) {  // its number: 2, 02
      if (std::string_view{plan.folder}.starts_with(name.size() == 1 ? "0" + name : name) &&
          !name.empty()) {
        return plan;
      }
    }
    std::string names;
    for (const LessonPlan& plan : plans_) names += " " + plan.name;
    line_.refuse("there is no exercise '" + name + "'. There are:" + names);
  }

  // Nothing: all of the current lesson. A number: the current lesson up to that step. Else a lesson
  // or a step by its name.
  [[nodiscard]] Steps steps_named(const std::string& what) const {
    if (what.empty()) return begun({&current(), current().steps.size() - 1});
    if (const auto* const plan = find_lesson(what)) return begun({plan, plan->steps.size() - 1});
    for (const LessonPlan& plan : plans_) {
      for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        if (plan.steps[i].id == what) return begun({&plan, i});
      }
    }
    const LessonPlan& plan = current();
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
      if (plan.steps[i].id == plan.name + "/" + what) return begun({&plan, i});
    }
    line_.refuse("there is no step '" + what + "'. ./course list shows them.");
  }

  [[nodiscard]] Steps begun(Steps steps) const {
    if (workspace_.has(*steps.plan)) return steps;
    line_.refuse("there is no " + shown(workspace_.exercise(*steps.plan)) + ": ./course start " +
                 steps.plan->name);
  }

  static int not_loaded(const LessonPlan& plan, const std::string& loader_said) {
    print_line("A function is missing:");
    for (const auto& line : missing_function(loader_said, plan)) print_line("  " + line);
    return shortread::falls_short;
  }

  [[nodiscard]] std::optional<fs::path> module_of(const LessonPlan& plan,
                                                  const std::string& implementation) const {
    auto module = course::module_of(plan, implementation, workspace_);
    if (module) return *module;
    if (!module.error().does_not_compile) line_.refuse(module.error().lines.front());
    print_line("It does not compile:");
    for (const auto& line : module.error().lines) print_line("  " + line);
    return std::nullopt;
  }

  int check(const LessonPlan& plan, std::size_t last) {
    const auto begin = std::chrono::steady_clock::now();
    print_line(plan.title + "  " + shown(workspace_.exercise(plan)));
    const auto module = module_of(plan, "mine");
    if (!module) return shortread::falls_short;
    const int code = check_steps(plan, last, *module);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::ostringstream seconds;
    seconds << std::fixed << std::setprecision(1) << took.count();
    print_line("(" + seconds.str() + " s)");
    return code;
  }

  int check_steps(const LessonPlan& plan, std::size_t last, const fs::path& module) {
    for (std::size_t i = 0; i <= last; ++i) {
      const PlannedStep& step = plan.steps[i];
      const StepVerdict verdict = check_step(plan, step, module);
      if (verdict.verdict.judgement == Judgement::not_loaded) {
        return not_loaded(plan, verdict.verdict.died_of);
      }
      workspace_.record(step.id, verdict.holds());
      if (!verdict.holds()) return fell_short(plan, i, last, verdict);
      print_line(step_line(step, "holds"));
    }
    if (last + 1 < plan.steps.size()) {
      print_line("Next: ./course check");
      return shortread::holds;
    }
    print_line("All steps hold.");
    const auto told = told_of(*requirements::find_lesson(plan.name), module.string());
    for (const auto& line : wrapped(told)) print_line(line);
    return shortread::holds;
  }

  int fell_short(const LessonPlan& plan, std::size_t at, std::size_t last,
                 const StepVerdict& verdict) {
    const PlannedStep& step = plan.steps[at];
    print_line(step_line(step, "falls short"));
    for (std::size_t i = at + 1; i <= last; ++i) print_line(step_line(plan.steps[i], "waiting"));
    print_line("");
    for (const auto& line : describe(step, verdict)) print_line(line);
    print_line("");
    if (verdict.verdict.finding) {
      const fs::path file = workspace_.replay_file(step.id);
      write_replay(file, {plan.name, verdict.requirement, verdict.verdict.finding->schedule});
      print_line("Again:  ./course replay " + shown(file));
    }
    print_line("Read:   lessons/" + plan.folder + "/README.md, docs/wire.md");
    return exit_code_of(verdict.verdict.judgement);
  }

  std::vector<LessonPlan> plans_;
  const shortread::CommandLine& line_;
  Workspace workspace_;
};

int run(int argc, char** argv) {
  std::string verb;
  std::string what;
  std::string implementation = "mine";
  std::string requirement;
  std::string workspace = (source / "workspace").string();
  shortread::CommandLine line{
      "course",
      "The exercises: start [LESSON], check [STEP], watch [STEP], list, reset [LESSON], "
      "replay FILE"};
  line.argument("VERB", verb, "start, check, watch, list, reset or replay", true);
  line.argument("WHAT", what, "a lesson (raw_send), a step (raw_send/2 or 2), a replay's file");
  line.text("--implementation", implementation,
            "replay: mine, reference, solution, starter, tutorial or a known bug's name");
  line.text("--requirement", requirement, "replay: judge by this one instead");
  line.text("--workspace", workspace, "the folder with your files");
  line.parse(argc, argv);

  auto plans = read_plans(source / "lessons");
  if (!plans) {
    complain(plans.error());
    return shortread::our_error;
  }
  Exercise exercise{*std::move(plans), fs::absolute(workspace), line};
  if (verb == "start") return exercise.start(what);
  if (verb == "check") return exercise.check(what);
  if (verb == "watch") return exercise.watch(what);
  if (verb == "list") return exercise.list();
  if (verb == "reset") return exercise.reset(what);
  if (verb == "replay" && !what.empty()) return exercise.replay(what, implementation, requirement);
  line.refuse(verb == "replay" ? "replay which file?" : "there is no '" + verb + "'");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    complain(std::string{"our own error, please report it: "} + error.what());
    return shortread::our_error;
  }
}
