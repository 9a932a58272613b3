#include <fuzz/drivers/hunt.hpp>

#include <tests/requirements/requirement.hpp>

namespace fuzz {
namespace {

using requirements::Judgement;
using requirements::Requirement;
using requirements::Verdict;
using requirements::Visit;

// A row of the table holds a plain function for its schedules, so what that one gives stands here.
struct Given {
  const std::vector<Schedule>* schedules = nullptr;
  const Target* target = nullptr;
  Seeds seeds;
};
Given given;

void given_schedules(const Visit& visit) {
  for (const Schedule& schedule : *given.schedules) {
    if (!visit(schedule)) return;
  }
}

void given_seeds(const Visit& visit) {
  const auto end = std::chrono::steady_clock::now() + given.seeds.time;
  for (std::uint64_t seed = given.seeds.first; std::chrono::steady_clock::now() < end; ++seed) {
    if (!visit(given.target->scenario(seed))) return;
  }
}

bool falls_short(const Verdict& verdict) {
  return verdict.judgement != Judgement::holds && verdict.judgement != Judgement::undecided;
}

Requirement as_row(const Target& target, void (*schedules)(const Visit&)) {
  return {.id = target.name,
          .door = requirements::Door::part,
          .schedules = schedules,
          .check = target.check};
}

}  // namespace

Verdict hunt(const Target& target, const std::string& module,
             const std::vector<Schedule>& schedules) {
  given = {.schedules = &schedules, .target = &target, .seeds = {}};
  return requirements::judge(as_row(target, given_schedules), module);
}

Verdict hunt(const Target& target, const std::string& module, const Seeds& seeds) {
  given = {.schedules = nullptr, .target = &target, .seeds = seeds};
  return requirements::judge(as_row(target, given_seeds), module);
}

Verdict play_once(const Target& target, const std::string& module, const Schedule& schedule) {
  return requirements::judge(as_row(target, nullptr), module, schedule);
}

// Many rows fall short of one schedule, as most mistakes lose frames. The one to name is the first
// that also falls short of its own schedules: there a learner would have met the mistake.
std::string requirement_broken(const Target& target, const std::string& module,
                               const Schedule& schedule) {
  const auto& lesson = *requirements::find_lesson(target.lesson);
  std::string any;
  for (const std::string_view id : target.requirements) {
    const Requirement& row = *requirements::find_requirement(lesson, id);
    if (!falls_short(requirements::judge(row, module, schedule))) continue;
    if (any.empty()) any = id;
    if (falls_short(requirements::judge(row, module))) return std::string{id};
  }
  return any;
}

}  // namespace fuzz
