#include <tests/simulation/ladder.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <tests/simulation/ladder_line.hpp>
#include <tests/simulation/ladder_row.hpp>

namespace chat_simulation {
namespace {

using Kind = Happening::Kind;

constexpr std::size_t hub_column = 9;
constexpr std::size_t widest_gap = 24;

class Ladder {
 public:
  Ladder(std::span<const Happening> story, std::size_t first) : story_{story}, first_{first} {
    for (const Happening& happening : story.subspan(first)) {
      if (happening.client > 0) takes_part_.insert(happening.client);
    }
    gap_ = std::min(widest_gap, (ladder_columns - 1 - hub_column) / std::max(most_at_once(), 1UL));
  }

  std::vector<std::string> draw() {
    for (std::size_t i = 0; i < first_; ++i) happen(story_[i]);
    is_drawing_ = true;
    head();
    for (const Happening& happening : story_.subspan(first_)) happen(happening);
    return std::move(rows_);
  }

 private:
  // Columns needed: one that has gone leaves its own to the next that comes.
  [[nodiscard]] std::size_t most_at_once() const {
    std::size_t now = 0;
    std::size_t most = 0;
    for (const Happening& happening : story_) {
      if (!takes_part_.contains(happening.client)) continue;
      if (happening.kind == Kind::connects) most = std::max(most, ++now);
      if (happening.kind == Kind::breaks) --now;
    }
    return most;
  }

  [[nodiscard]] std::size_t free_column() const {
    for (std::size_t column = hub_column + gap_;; column += gap_) {
      const auto is_here = [&](const auto& entry) { return entry.second.column == column; };
      if (std::ranges::none_of(lines_, is_here)) return column;
    }
  }

  void head() {
    LadderRow row{ladder_columns};
    row.put(hub_column - 1, "hub");
    for (const auto& [number, line] : lines_) row.put(line.column, std::to_string(number));
    if (first_ > 0) rows_.push_back("(" + std::to_string(first_) + " earlier steps are left out)");
    rows_.push_back(row.text());
  }

  [[nodiscard]] LadderRow lifelines() const {
    LadderRow row{ladder_columns};
    row.put(hub_column, "|");
    for (const auto& [number, line] : lines_) row.put(line.column, line.is_leaving ? ":" : "|");
    return row;
  }

  void add(const LadderRow& row) {
    if (is_drawing_) rows_.push_back(row.text());
  }

  void by_the_hub(const std::string& mark, const std::string& words) {
    LadderRow row = lifelines();
    row.put(hub_column, mark + " " + words);
    add(row);
  }

  // What fits onto the arrow stands on it, anything else above it.
  void arrow(const LadderLine& line, const std::string& label, bool is_to_the_hub) {
    const std::size_t begin = hub_column + 1;
    const std::size_t length = line.column - begin;
    const bool fits = width(label) + 4 <= length;
    if (!fits) by_the_hub("|", label);
    LadderRow row = lifelines();
    row.put(begin, std::string(length, '-'));
    if (is_to_the_hub) row.put(begin, "<");
    else row.put(line.column - 1, ">");
    if (fits) row.put(begin + (length - width(label)) / 2, label);
    add(row);
  }

  // Beside its own line, on the side where there is room.
  void beside(const LadderLine& line, const std::string& mark, const std::string& words) {
    LadderRow row = lifelines();
    const std::size_t room = line.column - 1;
    const bool fits = line.column + 2 + width(words) <= ladder_columns;
    row.put(fits ? line.column + 2 : room - std::min(width(words), room), words);
    row.put(line.column, mark);
    add(row);
  }

  void happen(const Happening& happening) {
    if (happening.kind == Kind::passes) return pass(happening.count);
    if (!takes_part_.contains(happening.client)) return;
    if (happening.kind == Kind::connects) lines_[happening.client].column = free_column();
    happen_to(happening, lines_[happening.client]);
    if (happening.kind == Kind::breaks) lines_.erase(happening.client);
  }

  void pass(std::size_t milliseconds) {
    const std::string time = std::to_string(milliseconds) + " ms";
    LadderRow row = lifelines();
    row.put(hub_column - 2 - std::min(time.size(), hub_column - 2), time);
    add(row);
  }

  void happen_to(const Happening& happening, LadderLine& line) {
    const std::string number = std::to_string(happening.client);
    switch (happening.kind) {
      case Kind::connects:
        return connect(line, number);
      case Kind::writes:
        line.send(in_quotes(happening.text), 10 + happening.text.size());  // behind its header
        return beside(line, "*", "writes " + in_quotes(happening.text));
      case Kind::rubbish:
        line.send("no frame: " + in_quotes(happening.text), happening.text.size());
        return beside(line, "*", "writes no frame: " + in_quotes(happening.text));
      case Kind::arrives:
        return arrow(line, line.arrive(happening.count), true);
      case Kind::joins:
        return by_the_hub("+", number + " is in the room: " + in_quotes(happening.text));
      case Kind::refused:
        line.is_leaving = true;
        return by_the_hub("x", number + " must go: " + escaped(happening.text));
      case Kind::gets:
        if (!happening.text.empty()) arrow(line, line.get(happening.text), false);
        return;
      case Kind::finishes:
        line.is_leaving = true;
        return arrow(line, "closes its side", true);
      case Kind::breaks:
        return beside(line, "X", "is gone");
      case Kind::wrong:
        return wrong(line, number + " " + escaped(happening.text));
      case Kind::passes:
        return;
    }
  }

  void connect(const LadderLine& line, const std::string& number) {
    LadderRow row = lifelines();
    row.put(hub_column + 1, "<" + std::string(line.column - hub_column - 2, '-'));
    row.put(line.column, number);
    add(row);
  }

  void wrong(const LadderLine& line, const std::string& words) {
    LadderRow row = lifelines();
    row.put(0, "WRONG");
    row.put(line.column, "#");
    row.put(hub_column, "# " + words);
    add(row);
  }

  std::span<const Happening> story_;
  std::size_t first_;
  std::set<int> takes_part_;
  std::size_t gap_ = widest_gap;
  std::map<int, LadderLine> lines_;
  std::vector<std::string> rows_;
  bool is_drawing_ = false;
};

}  // namespace

std::vector<std::string> ladder(std::span<const Happening> story, std::size_t happenings_max) {
  return Ladder{story, story.size() - std::min(story.size(), happenings_max)}.draw();
}

}  // namespace chat_simulation
