// One row of a ladder: cells with a character each, so that everything stands in its column.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace chat_simulation {

/// Columns that a UTF-8 text takes; every character of ours is one wide.
[[nodiscard]] inline std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class LadderRow {
 public:
  explicit LadderRow(std::size_t columns) : cells_(columns, " ") {}

  /// Text that does not fit into the row ends in two points there.
  void put(std::size_t at, std::string_view text) {
    const bool fits = at + width(text) <= cells_.size();
    for (std::size_t begin = 0; begin < text.size() && at < cells_.size(); ++at) {
      std::size_t end = begin + 1;
      while (end < text.size() && width(text.substr(end, 1)) == 0) ++end;
      cells_[at] = text.substr(begin, end - begin);
      begin = end;
    }
    if (!fits) cells_[cells_.size() - 2] = cells_[cells_.size() - 1] = ".";
  }

  /// Without the spaces at its end.
  [[nodiscard]] std::string text() const {
    std::string text;
    for (const std::string& cell : cells_) text += cell;
    return text.substr(0, text.find_last_not_of(' ') + 1);
  }

 private:
  std::vector<std::string> cells_;
};

}  // namespace chat_simulation
