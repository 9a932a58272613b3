#include "lesson_plan.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>

namespace course {
namespace {

std::string text(const toml::table& table, std::string_view key) {
  const auto value = table[key].value<std::string>();
  if (!value || value->empty()) throw std::runtime_error{std::string{key} + " is missing"};
  return *value;
}

std::vector<std::string> texts(const toml::table& table, std::string_view key) {
  const toml::array* const array = table[key].as_array();
  if (array == nullptr || array->empty()) {
    throw std::runtime_error{std::string{key} + " is missing"};
  }
  std::vector<std::string> result;
  for (const toml::node& node : *array) {
    const auto value = node.value<std::string>();
    if (!value) throw std::runtime_error{std::string{key} + " holds something that is no text"};
    result.push_back(*value);
  }
  return result;
}

PlannedStep step_of(const toml::table& table) {
  PlannedStep step{.id = text(table, "id"),
                   .title = text(table, "title"),
                   .requirements = texts(table, "requirements"),
                   .level = text(table, "level"),
                   .points = table["points"].value_or(0),
                   .bugs = texts(table, "bugs"),
                   .hints = texts(table, "hints")};
  if (step.hints.size() != 3) throw std::runtime_error{step.id + " needs three hints"};
  if (step.level != "MUST" && step.level != "SHOULD") {
    throw std::runtime_error{step.id + ": level is MUST or SHOULD"};
  }
  return step;
}

LessonPlan plan_of(const toml::table& table, const std::filesystem::path& folder) {
  LessonPlan plan{.folder = folder.filename().string(),
                  .name = folder.filename().string().substr(3),  // after "02_"
                  .title = text(table, "title"),
                  .exercise = text(table, "exercise"),
                  .tutorial_fails = texts(table, "tutorial_fails"),
                  .steps = {}};
  const toml::array* const steps = table["step"].as_array();
  if (steps == nullptr || steps->empty()) throw std::runtime_error{"no [[step]]"};
  for (const toml::node& node : *steps) {
    if (node.is_table()) plan.steps.push_back(step_of(*node.as_table()));
  }
  return plan;
}

}  // namespace

std::expected<LessonPlan, std::string> read_plan(const std::filesystem::path& folder) {
  const std::string file = (folder / "lesson.toml").string();
  try {
    return plan_of(toml::parse_file(file), folder);
  } catch (const toml::parse_error& error) {
    return std::unexpected(file + ":" + std::to_string(error.source().begin.line) + ": " +
                           std::string{error.description()});
  } catch (const std::runtime_error& error) {
    return std::unexpected(file + ": " + error.what());
  }
}

std::expected<std::vector<LessonPlan>, std::string> read_plans(
    const std::filesystem::path& lessons) {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator{lessons}) {
    if (std::filesystem::exists(entry.path() / "lesson.toml")) folders.push_back(entry.path());
  }
  std::ranges::sort(folders);
  std::vector<LessonPlan> plans;
  for (const auto& folder : folders) {
    auto plan = read_plan(folder);
    if (!plan) return std::unexpected(plan.error());
    plans.push_back(*std::move(plan));
  }
  return plans;
}

}  // namespace course
