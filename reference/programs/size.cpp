#include <shortread/programs/size.hpp>

#include <array>
#include <charconv>
#include <limits>

namespace shortread {
namespace {

struct Unit {
  std::string_view name;
  std::uint64_t bytes;
};
constexpr std::array units{Unit{"GiB", 1ULL << 30U}, Unit{"MiB", 1ULL << 20U},
                           Unit{"KiB", 1ULL << 10U}, Unit{"", 1}};

}  // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t count = 0;
  const auto [digits_end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view name{digits_end, text.data() + text.size()};
  for (const Unit& unit : units) {
    if (unit.name != name) continue;
    if (count > std::numeric_limits<std::uint64_t>::max() / unit.bytes) return std::nullopt;
    return count * unit.bytes;
  }
  return std::nullopt;
}

std::string format_size(std::uint64_t bytes) {
  for (const Unit& unit : units) {
    if (bytes >= unit.bytes && bytes % unit.bytes == 0) {
      return std::to_string(bytes / unit.bytes) + std::string{unit.name};
    }
  }
  return "0";
}

}  // namespace shortread
