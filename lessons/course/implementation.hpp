// The module of an implementation that somebody names: mine, reference, a known bug's name,
// FILE.so.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "lesson_plan.hpp"
#include "workspace.hpp"

namespace course {

/// Why there is no module: what to say, line by line.
struct NoModule {
  bool does_not_compile = false;  ///< else the name is wrong, or nothing is begun yet
  std::vector<std::string> lines;
};

/// `mine` is compiled first. A name that ends in .so is a file, wherever it lies.
[[nodiscard]] std::expected<std::filesystem::path, NoModule> module_of(const LessonPlan& plan,
                                                                       const std::string& name,
                                                                       const Workspace& workspace);

}  // namespace course
