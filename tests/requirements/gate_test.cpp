// The gate: every implementation of every exercise against every requirement. The reference and the
// solution pass, the starter fails everything, the tutorial's way and each known bug work on a good
// day and fail where they are declared to.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include <lessons/course/lesson_plan.hpp>
#include <tests/requirements/good_day.hpp>
#include <tests/requirements/judge.hpp>
#include <tests/requirements/known_bug.hpp>

namespace requirements {
namespace {

using course::LessonPlan;
using course::PlannedStep;

const std::filesystem::path lessons_dir = SHORTREAD_SOURCE_DIR "/lessons";

std::vector<LessonPlan> plans() {
  auto plans = course::read_plans(lessons_dir);
  if (!plans) ADD_FAILURE() << plans.error();
  return plans.value_or(std::vector<LessonPlan>{});
}

std::string module_of(const LessonPlan& plan, const std::string& implementation) {
  return SHORTREAD_MODULES_DIR "/" + plan.name + "/" + implementation + ".so";
}

std::string in_words(const Verdict& verdict) {
  switch (verdict.judgement) {
    case Judgement::holds:
      return "holds";
    case Judgement::not_loaded:
      return "not loaded: " + verdict.died_of;
    case Judgement::falls_short:
    case Judgement::crashed:
    case Judgement::hung:
    case Judgement::ate_memory:
    case Judgement::undecided:
      break;
  }
  if (!verdict.finding) return "falls short without a finding: " + verdict.died_of;
  return "falls short of " + to_line(verdict.finding->schedule) + "\n  expected " +
         verdict.finding->expected + "\n  got      " + verdict.finding->got + "\n" + verdict.output;
}

Verdict verdict_on(const LessonPlan& plan, const std::string& implementation,
                   const std::string& id) {
  const Requirement* const requirement = find_requirement(*find_lesson(plan.name), id);
  if (requirement == nullptr) {
    ADD_FAILURE() << plan.folder << "/lesson.toml names " << id << ", which nothing checks";
    return {.judgement = Judgement::undecided};
  }
  return judge(*requirement, module_of(plan, implementation));
}

void expect_holds(const LessonPlan& plan, const std::string& implementation,
                  const std::string& id) {
  const Verdict verdict = verdict_on(plan, implementation, id);
  EXPECT_EQ(verdict.judgement, Judgement::holds)
      << implementation << ", " << id << ": " << in_words(verdict);
}

// A load error, or patience at its end, is no way to fail.
void expect_falls_short(const LessonPlan& plan, const std::string& implementation,
                        const std::string& id) {
  const Verdict verdict = verdict_on(plan, implementation, id);
  const bool has_failed = verdict.judgement != Judgement::holds &&
                          verdict.judgement != Judgement::not_loaded &&
                          verdict.judgement != Judgement::undecided;
  EXPECT_TRUE(has_failed) << implementation << ", " << id << ": " << in_words(verdict);
  if (!has_failed || !verdict.finding) return;
  EXPECT_FALSE(verdict.finding->events.empty()) << implementation << ", " << id;
  EXPECT_FALSE(verdict.finding->got.empty()) << implementation << ", " << id;
}

std::set<std::string> ids_of(const LessonPlan& plan) {
  std::set<std::string> ids;
  for (const PlannedStep& step : plan.steps) {
    ids.insert(step.requirements.begin(), step.requirements.end());
  }
  return ids;
}

KnownBug known_bug(const LessonPlan& plan, const std::string& name) {
  auto bug = read_known_bug(lessons_dir / plan.folder / "bugs" / (name + ".diff"));
  if (!bug) ADD_FAILURE() << bug.error();
  return bug.value_or(KnownBug{});
}

class GateOf : public ::testing::TestWithParam<LessonPlan> {};

TEST_P(GateOf, the_reference_passes_all) {
  for (const auto& id : ids_of(GetParam())) expect_holds(GetParam(), "reference", id);
}

TEST_P(GateOf, the_solution_passes_all) {
  for (const auto& id : ids_of(GetParam())) expect_holds(GetParam(), "solution", id);
  EXPECT_EQ(what_a_good_day_lacks(GetParam().name, module_of(GetParam(), "solution")),
            std::nullopt);
}

TEST_P(GateOf, the_starter_fails_all) {
  for (const auto& id : ids_of(GetParam())) expect_falls_short(GetParam(), "starter", id);
}

TEST_P(GateOf, the_tutorial_s_way_works_on_a_good_day) {
  EXPECT_EQ(what_a_good_day_lacks(GetParam().name, module_of(GetParam(), "tutorial")),
            std::nullopt);
}

TEST_P(GateOf, the_tutorial_s_way_fails_where_its_page_says) {
  const auto& fails = GetParam().tutorial_fails;
  for (const auto& id : ids_of(GetParam())) {
    const bool should_fail = std::ranges::find(fails, id) != fails.end();
    if (should_fail) expect_falls_short(GetParam(), "tutorial", id);
    else expect_holds(GetParam(), "tutorial", id);
  }
}

TEST_P(GateOf, each_requirement_has_a_step_and_a_sentence) {
  const auto planned = ids_of(GetParam());
  for (const Requirement& requirement : find_lesson(GetParam().name)->requirements) {
    EXPECT_TRUE(planned.contains(std::string{requirement.id})) << requirement.id;
    EXPECT_FALSE(sentence_of(requirement.id).empty()) << requirement.id;
  }
}

// A requirement that no mistake breaks may as well check nothing.
TEST_P(GateOf, each_requirement_has_a_known_bug_of_its_own) {
  std::set<std::string> caught;
  for (const PlannedStep& step : GetParam().steps) {
    for (const auto& name : step.bugs) caught.insert(known_bug(GetParam(), name).requirement);
  }
  EXPECT_EQ(caught, ids_of(GetParam()));
}

TEST_P(GateOf, each_known_bug_is_in_one_step) {
  std::multiset<std::string> planned;
  for (const PlannedStep& step : GetParam().steps) {
    planned.insert(step.bugs.begin(), step.bugs.end());
  }
  std::multiset<std::string> files;
  for (const auto& file :
       std::filesystem::directory_iterator{lessons_dir / GetParam().folder / "bugs"}) {
    if (file.is_regular_file()) files.insert(file.path().stem().string());
  }
  EXPECT_EQ(planned, files);
}

INSTANTIATE_TEST_SUITE_P(Lesson, GateOf, ::testing::ValuesIn(plans()),
                         [](const auto& named) { return named.param.name; });

struct PlannedBug {
  LessonPlan plan;
  std::size_t step = 0;
  std::string name;
};

void PrintTo(const PlannedBug& bug, std::ostream* out) { *out << bug.name; }

std::vector<PlannedBug> planned_bugs() {
  std::vector<PlannedBug> bugs;
  for (const LessonPlan& plan : plans()) {
    for (std::size_t step = 0; step < plan.steps.size(); ++step) {
      for (const auto& name : plan.steps[step].bugs) bugs.push_back({plan, step, name});
    }
  }
  return bugs;
}

class GateFor : public ::testing::TestWithParam<PlannedBug> {};

TEST_P(GateFor, works_on_a_good_day_and_fails_its_own_step_first) {
  const auto& [plan, its_step, name] = GetParam();
  const KnownBug bug = known_bug(plan, name);
  EXPECT_EQ(what_a_good_day_lacks(plan.name, module_of(plan, name)), std::nullopt)
      << "no bug but a break: it does not even work on a good day";
  for (std::size_t earlier = 0; earlier < its_step; ++earlier) {
    for (const auto& id : plan.steps[earlier].requirements) expect_holds(plan, name, id);
  }
  const auto& own = plan.steps[its_step].requirements;
  ASSERT_NE(std::ranges::find(own, bug.requirement), own.end())
      << name << ".diff declares " << bug.requirement << ", which " << plan.steps[its_step].id
      << " does not ask";
  expect_falls_short(plan, name, bug.requirement);
  const Requirement* const requirement = find_requirement(*find_lesson(plan.name), bug.requirement);
  EXPECT_EQ(bug.door, requirement->door == Door::part ? "part" : "loop");
}

INSTANTIATE_TEST_SUITE_P(KnownBug, GateFor, ::testing::ValuesIn(planned_bugs()),
                         [](const auto& named) {
                           return named.param.plan.name + "_" + named.param.name;
                         });

}  // namespace
}  // namespace requirements
