#include "replay_file.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>

namespace course {
namespace {

std::string field(const std::string& text, const std::string& name) {
  const std::string mark = "# " + name + ": ";
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + mark.size();
  return text.substr(begin, text.find_first_of("\r\n", begin) - begin);
}

std::string place(const std::filesystem::path& file, std::string_view text, std::size_t offset) {
  const auto line = 1 + std::ranges::count(text.substr(0, offset), '\n');
  return file.string() + ":" + std::to_string(line);
}

}  // namespace

void write_replay(const std::filesystem::path& file, const Replay& replay) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out{file};
  out << "# ./course replay " << file.filename().string()
      << " plays this; edit it, and see what happens then.\n"
      << "# lesson: " << replay.lesson << "\n# requirement: " << replay.requirement << '\n'
      << to_text(replay.schedule);
}

std::expected<Replay, std::string> read_replay(const std::filesystem::path& file) {
  constexpr std::size_t bytes_max = 16 * 1024 * 1024;
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::unexpected(file.string() + ": cannot be read");
  std::string text(bytes_max, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  auto schedule = shortread::testing::parse_schedule(text);
  if (!schedule) {
    return std::unexpected(place(file, text, schedule.error().offset) + ": " +
                           schedule.error().what);
  }
  return Replay{.lesson = field(text, "lesson"),
                .requirement = field(text, "requirement"),
                .schedule = *std::move(schedule)};
}

}  // namespace course
