#include <tests/requirements/known_bug.hpp>

#include <fstream>
#include <string_view>

namespace requirements {
namespace {

// Takes `line` apart when it begins with this field's name.
bool take_field(std::string_view line, std::string_view name, std::string& value) {
  if (!line.starts_with(name)) return false;
  value = line.substr(name.size());
  return true;
}

}  // namespace

std::expected<KnownBug, std::string> read_known_bug(const std::filesystem::path& file) {
  KnownBug bug;
  bug.name = file.stem().string();
  std::ifstream lines{file};
  for (std::string line; std::getline(lines, line) && !line.starts_with("--- ");) {
    const bool is_field = take_field(line, "Known bug: ", bug.title) ||
                          take_field(line, "Happened in: ", bug.project) ||
                          take_field(line, "Requirement: ", bug.requirement) ||
                          take_field(line, "Door: ", bug.door) ||
                          take_field(line, "Target: ", bug.target) ||
                          take_field(line, "Program: ", bug.program) ||
                          take_field(line, "Works in: ", bug.works_in) ||
                          take_field(line, "Caught by: ", bug.caught_by);
    if (is_field || line.empty()) continue;
    bug.story += (bug.story.empty() ? "" : " ") + line;
  }
  const auto lacks = [&](std::string_view what) {
    return std::unexpected(file.string() + ": `" + std::string{what} + "` is missing");
  };
  if (bug.title.empty()) return lacks("Known bug: ");
  if (bug.story.empty()) return lacks("the story");
  if (bug.requirement.empty()) return lacks("Requirement: ");
  if (bug.door != "part" && bug.door != "loop" && bug.door != "wire") {
    return lacks("Door: part (or loop, or wire)");
  }
  if (bug.door == "wire") {
    if (bug.program.empty()) return lacks("Program: ");
    if (bug.works_in.empty()) return lacks("Works in: ");
    if (bug.caught_by.empty()) return lacks("Caught by: ");
  }
  return bug;
}

}  // namespace requirements
