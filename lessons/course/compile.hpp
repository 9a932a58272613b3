// A learner's file becomes a module the checks can load.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "lesson_plan.hpp"

namespace course {

/// Why there is no module, in at most twelve lines, the learner's own file and line first.
struct NotCompiled {
  std::vector<std::string> lines;
  bool has_timed_out = false;
};

/// Compiles `file` alone, with sanitizers, into a module in `folder`: its path.
[[nodiscard]] std::expected<std::filesystem::path, NotCompiled> compile(
    const LessonPlan& plan, const std::filesystem::path& file, const std::filesystem::path& folder);

/// What the compiler said, shortened: errors before notes, `file` before everything else, no
/// template's history. At most `lines_max` lines.
[[nodiscard]] std::vector<std::string> diagnostics(const std::string& said,
                                                   const std::filesystem::path& file,
                                                   std::size_t lines_max = 12);

/// The same for a module that lacks a function, from the loader's word: which one, spelt out as
/// requirements.hpp declares it.
[[nodiscard]] std::vector<std::string> missing_function(const std::string& loader_said,
                                                        const LessonPlan& plan);

}  // namespace course
