#include "step_check.hpp"

#include <stdexcept>

namespace course {

StepVerdict check_step(const LessonPlan& plan, const PlannedStep& step,
                       const std::filesystem::path& module) {
  const auto* const lesson = requirements::find_lesson(plan.name);
  StepVerdict result{.verdict = {}, .requirement = {}};
  for (const std::string& id : step.requirements) {
    const auto* const requirement =
        lesson == nullptr ? nullptr : requirements::find_requirement(*lesson, id);
    if (requirement == nullptr) throw std::logic_error{step.id + ": nothing checks " + id};
    result = {.verdict = requirements::judge(*requirement, module.string()), .requirement = id};
    if (!result.holds()) break;
  }
  return result;
}

}  // namespace course
