#include "report.hpp"

#include <algorithm>
#include <sstream>

#include <shortread/core/printable.hpp>
#include <shortread/programs/exit_code.hpp>

namespace course {
namespace {

using requirements::Judgement;
using requirements::Verdict;

constexpr std::size_t columns = 80;

// A file of ours as one would type it.
std::string without_root(std::string text) {
  constexpr std::string_view root = SHORTREAD_SOURCE_DIR "/";
  for (auto at = text.find(root); at != std::string::npos; at = text.find(root)) {
    text.erase(at, root.size());
  }
  return text;
}

std::string safe(const std::string& text) {
  return shortread::printable(shortread::bytes_of(without_root(text)));
}

// A finding's words are ASCII already, but for an exception's: those are a stranger's.
std::string as_is_if_plain(const std::string& text) {
  const bool is_plain = std::ranges::all_of(text, [](char c) { return ' ' <= c && c <= '~'; });
  return is_plain ? without_root(text) : safe(text);
}

// Broken between words, each line behind `indent`.
void add_wrapped(std::vector<std::string>& lines, const std::string& text,
                 const std::string& indent) {
  std::string line = indent;
  std::istringstream words{text};
  for (std::string word; words >> word;) {
    if (line.size() > indent.size() && line.size() + 1 + word.size() > columns) {
      lines.push_back(line);
      line = indent;
    }
    line += (line.size() > indent.size() ? " " : "") + word;
  }
  lines.push_back(line);
}

// The first and the last ones: in between a loop mostly repeats itself.
void add_events(std::vector<std::string>& lines, const std::vector<std::string>& events) {
  constexpr std::size_t shown_first = 20;
  constexpr std::size_t shown_last = 6;
  lines.emplace_back("What happened:");
  for (std::size_t i = 0; i < events.size(); ++i) {
    const bool is_left_out = i >= shown_first && i + shown_last < events.size();
    if (i == shown_first && is_left_out) {
      lines.push_back("       ... " + std::to_string(events.size() - shown_first - shown_last) +
                      " more ...");
    }
    if (is_left_out) continue;
    std::string number = std::to_string(i + 1);
    number.insert(0, number.size() < 4 ? 4 - number.size() : 0, ' ');
    lines.push_back(number + "  " + as_is_if_plain(events[i]));
  }
}

void add_output(std::vector<std::string>& lines, const Verdict& verdict) {
  constexpr std::size_t lines_max = 12;
  if (verdict.output.empty()) return;
  lines.emplace_back("What it printed:");
  std::istringstream output{verdict.output};
  std::size_t count = 0;
  for (std::string line; std::getline(output, line) && count < lines_max;) {
    const bool is_told = line.starts_with('\x01') || line.contains(verdict.died_of);
    if (!verdict.died_of.empty() && is_told) continue;
    lines.push_back("  | " + safe(line));
    ++count;
  }
  if (count == 0) lines.pop_back();
}

std::string word_for(Judgement judgement) {
  switch (judgement) {
    case Judgement::holds:
      return "holds";
    case Judgement::falls_short:
      return "falls short";
    case Judgement::crashed:
      return "crashed";
    case Judgement::hung:
      return "hung";
    case Judgement::ate_memory:
      return "memory without end";
    case Judgement::not_loaded:
      return "not loaded";
    case Judgement::undecided:
      return "undecided";
  }
  return "undecided";
}

}  // namespace

std::string step_line(const PlannedStep& step, const std::string& word) {
  std::string line = "  " + word;
  line.resize(std::max<std::size_t>(line.size(), 15), ' ');
  line += step.id;
  line.resize(std::max<std::size_t>(line.size(), 33), ' ');
  return line + step.title;
}

std::vector<std::string> describe(const Verdict& verdict) {
  std::vector<std::string> lines;
  if (verdict.finding) {
    if (!verdict.finding->events.empty()) add_events(lines, verdict.finding->events);
    lines.push_back("expected  " + as_is_if_plain(verdict.finding->expected));
    lines.push_back("got       " + as_is_if_plain(verdict.finding->got));
    if (verdict.finding->offset) {
      lines.push_back("          first wrong byte: " + std::to_string(*verdict.finding->offset));
    }
  } else if (!verdict.events.empty()) {
    add_events(lines, verdict.events);
  }
  add_output(lines, verdict);
  return lines;
}

std::vector<std::string> describe(const shortread::testing::Schedule& schedule) {
  constexpr std::size_t readable = 400;
  std::vector<std::string> lines;
  std::istringstream text{to_text(schedule)};
  for (std::string line; std::getline(text, line);) {
    lines.push_back("  " + (line.size() > readable ? line.substr(0, readable) + " ..." : line));
  }
  return lines;
}

std::vector<std::string> wrapped(const std::vector<std::string>& texts) {
  std::vector<std::string> lines;
  for (const std::string& text : texts) add_wrapped(lines, text, "  ");
  return lines;
}

std::string shown(const std::filesystem::path& path) {
  const auto relative = path.lexically_relative(SHORTREAD_SOURCE_DIR);
  const bool is_ours = !relative.empty() && !relative.string().starts_with("..");
  return is_ours ? relative.string() : path.string();
}

int exit_code_of(Judgement judgement) {
  if (judgement == Judgement::holds) return shortread::holds;
  return judgement == Judgement::undecided ? shortread::undecided : shortread::falls_short;
}

std::vector<std::string> describe(const PlannedStep& step, const StepVerdict& verdict) {
  std::vector<std::string> lines{step.id + "  " + step.title + ": " +
                                 word_for(verdict.verdict.judgement)};
  lines.push_back("");
  lines.push_back(verdict.requirement + " (" + step.level + ")");
  add_wrapped(lines, requirements::sentence_of(verdict.requirement), "  ");
  lines.emplace_back("");
  const auto happened = describe(verdict.verdict);
  lines.insert(lines.end(), happened.begin(), happened.end());
  return lines;
}

}  // namespace course
