// The learner's own files: laid out once, never overwritten, and how far they have come.
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <string>

#include "lesson_plan.hpp"

namespace course {

class Workspace {
 public:
  explicit Workspace(std::filesystem::path folder) : folder_{std::move(folder)} {}

  [[nodiscard]] std::filesystem::path exercise(const LessonPlan& plan) const;
  [[nodiscard]] bool has(const LessonPlan& plan) const;

  /// Lays the starter there unless something is there already: did it?
  bool start(const LessonPlan& plan, const std::filesystem::path& lessons) const;

  /// Lays the starter there again; what was there becomes a backup beside it, whose path is
  /// returned, empty where there was nothing.
  std::filesystem::path reset(const LessonPlan& plan, const std::filesystem::path& lessons) const;

  /// Where the exercise's module is built.
  [[nodiscard]] std::filesystem::path module_folder(const LessonPlan& plan) const;

  /// Where the schedule is kept that a step last fell short of.
  [[nodiscard]] std::filesystem::path replay_file(const std::string& step_id) const;

  /// What each step was last found to be: `holds` or `falls_short`; a step never tried is absent.
  [[nodiscard]] std::map<std::string, std::string> progress() const;
  void record(const std::string& step_id, bool holds) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace course
