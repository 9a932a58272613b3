// A verdict in words, for a terminal of 80 columns: what is required, what happened, what was
// expected, what was got.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tests/requirements/judge.hpp>

#include "lesson_plan.hpp"
#include "step_check.hpp"

namespace course {

/// `  holds        raw_send/1  Send everything`
[[nodiscard]] std::string step_line(const PlannedStep& step, const std::string& word);

/// The step that fell short, up to what was got. All lines printable.
[[nodiscard]] std::vector<std::string> describe(const PlannedStep& step,
                                                const StepVerdict& verdict);

/// Events, expectation and answer alone: for a replay.
[[nodiscard]] std::vector<std::string> describe(const requirements::Verdict& verdict);

/// A schedule's text, indented, its long lines cut.
[[nodiscard]] std::vector<std::string> describe(const shortread::testing::Schedule& schedule);

/// Texts as paragraphs, indented and broken between words.
[[nodiscard]] std::vector<std::string> wrapped(const std::vector<std::string>& texts);

/// A file of the project as one types it in the project's folder; any other as it is.
[[nodiscard]] std::string shown(const std::filesystem::path& path);

/// holds, falls_short or undecided.
[[nodiscard]] int exit_code_of(requirements::Judgement judgement);

}  // namespace course
