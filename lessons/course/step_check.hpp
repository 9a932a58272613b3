// One step of an exercise, judged: requirement by requirement, until one falls short.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <tests/requirements/judge.hpp>

#include "lesson_plan.hpp"

namespace course {

/// What a step was found to be.
struct StepVerdict {
  requirements::Verdict verdict;
  std::string requirement;  ///< the id that it was judged by; of a step that holds the last one
  [[nodiscard]] bool holds() const { return verdict.judgement == requirements::Judgement::holds; }
};

[[nodiscard]] StepVerdict check_step(const LessonPlan& plan, const PlannedStep& step,
                                     const std::filesystem::path& module);

}  // namespace course
