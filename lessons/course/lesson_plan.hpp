// One lesson's exercise as lesson.toml plans it: its steps, in order.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace course {

struct PlannedStep {
  std::string id;  ///< fixed_header/3: never changes, whatever comes before it
  std::string title;
  std::vector<std::string> requirements;  ///< ids of docs/wire.md
  std::string level;                      ///< MUST or SHOULD
  int points = 0;
  std::vector<std::string> bugs;   ///< known bugs that this step is the first to catch
  std::vector<std::string> hints;  ///< three: where to look, which idea, nearly the code
};

struct LessonPlan {
  std::string folder;  ///< 02_fixed_header
  std::string name;    ///< fixed_header
  std::string title;
  std::string exercise;                     ///< the exercise's file, without .cpp
  std::vector<std::string> tutorial_fails;  ///< the requirements that the tutorial's way breaks
  std::vector<PlannedStep> steps;
};

/// Of the folder's lesson.toml. The error names the file, and where it is wrong.
[[nodiscard]] std::expected<LessonPlan, std::string> read_plan(const std::filesystem::path& folder);

/// Of all lessons that have an exercise, in order.
[[nodiscard]] std::expected<std::vector<LessonPlan>, std::string> read_plans(
    const std::filesystem::path& lessons);

}  // namespace course
