#include <fuzz/drivers/input_file.hpp>

#include <algorithm>
#include <fstream>

#include <shortread/testing/schedule_bytes.hpp>

namespace fuzz {

std::expected<shortread::testing::Schedule, std::string> read_input(
    const std::filesystem::path& file) {
  constexpr std::size_t bytes_max = 1024 * 1024;
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::unexpected(file.string() + ": cannot be read");
  std::string bytes(bytes_max, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  const bool is_text = bytes.starts_with('#') || bytes.starts_with("incoming ") ||
                       bytes.starts_with("outgoing ") || bytes.starts_with("recv ") ||
                       bytes.starts_with("send ");
  if (is_text) {
    if (auto schedule = shortread::testing::parse_schedule(bytes)) return *std::move(schedule);
  }
  return shortread::testing::schedule_from_bytes(bytes);
}

std::vector<std::filesystem::path> files_under(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{path}) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace fuzz
