#include <tests/requirements/requirement.hpp>

#include <algorithm>
#include <array>
#include <fstream>

namespace requirements {

std::span<const Lesson> lessons() {
  static const std::array all{raw_send_lesson, fixed_header_lesson, chat_select_lesson,
                              fuzz_it_lesson};
  return all;
}

const Lesson* find_lesson(std::string_view name) {
  const auto all = lessons();
  const auto found = std::ranges::find_if(
      all, [&](const Lesson& one) { return one.name == name || one.folder == name; });
  return found == all.end() ? nullptr : &*found;
}

const Requirement* find_requirement(const Lesson& lesson, std::string_view id) {
  const auto found = std::ranges::find(lesson.requirements, id, &Requirement::id);
  return found == lesson.requirements.end() ? nullptr : &*found;
}

// A row there reads `| header/2.3 | How the stream is cut ... |`.
std::string sentence_of(std::string_view id) {
  std::ifstream page{SHORTREAD_SOURCE_DIR "/docs/wire.md"};
  const std::string begin = "| " + std::string{id} + " | ";
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with(begin) && line.ends_with(" |")) {
      return line.substr(begin.size(), line.size() - begin.size() - 2);
    }
  }
  return {};
}

}  // namespace requirements
