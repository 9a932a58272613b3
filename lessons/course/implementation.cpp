#include "implementation.hpp"

#include "compile.hpp"

namespace course {
namespace {

namespace fs = std::filesystem;

std::unexpected<NoModule> refused(std::string why) {
  return std::unexpected(NoModule{.does_not_compile = false, .lines = {std::move(why)}});
}

std::expected<fs::path, NoModule> compiled(const LessonPlan& plan, const Workspace& workspace) {
  if (!workspace.has(plan)) {
    return refused("nothing of yours is there yet: ./course start " + plan.name);
  }
  auto module = compile(plan, workspace.exercise(plan), workspace.module_folder(plan));
  if (module) return *module;
  return std::unexpected(NoModule{.does_not_compile = true, .lines = module.error().lines});
}

}  // namespace

std::expected<fs::path, NoModule> module_of(const LessonPlan& plan, const std::string& name,
                                            const Workspace& workspace) {
  if (name == "mine") return compiled(plan, workspace);
  if (name.ends_with(".so")) {
    if (fs::exists(name)) return fs::absolute(name);
    return refused("there is no file " + name);
  }
  const fs::path module = fs::path{SHORTREAD_BUILD_DIR} / "modules" / plan.name / (name + ".so");
  if (fs::exists(module)) return module;
  return refused("there is no implementation '" + name + "' of " + plan.name +
                 ": mine, reference, solution, starter, tutorial, a known bug's name or FILE.so");
}

}  // namespace course
