// Judges one implementation by one requirement, in a process of its own with limits: what crashes,
// hangs or eats memory there is a verdict like any other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tests/requirements/contained.hpp>
#include <tests/requirements/requirement.hpp>

namespace requirements {

enum class Judgement : std::uint8_t {
  holds,
  falls_short,
  crashed,     ///< died of a signal, a sanitizer or its own exit()
  hung,        ///< used processor time without end
  ate_memory,  ///< took more than the limit
  not_loaded,  ///< the module lacks a function, or is none
  undecided    ///< waited for something that is not faked, until patience ended
};

struct Verdict {
  Judgement judgement = Judgement::holds;
  std::optional<Finding> finding = std::nullopt;  ///< all but holds, not_loaded: what made it so
  std::uint64_t tried = 0;                        ///< schedules, up to the one that found it
  std::vector<std::string> events = {};           ///< of a replay that holds: what happened
  std::string died_of = {};  ///< one line: the signal, the sanitizer's headline, the loader's word
  std::string output = {};   ///< what the implementation itself wrote, its first 4 KiB
};

/// Tries the requirement's schedules, plainest first, until one finds something; shows the smallest
/// like it. Never throws for what the module does.
[[nodiscard]] Verdict judge(const Requirement& requirement, const std::string& module,
                            const Limits& limits = {});

/// The same for one schedule alone, as it is: a replay. Its events are told in any case.
[[nodiscard]] Verdict judge(const Requirement& requirement, const std::string& module,
                            const Schedule& schedule, const Limits& limits = {});

/// What the lesson tells of a part that holds everywhere; empty where it tells nothing, or the
/// module does not live to hear it.
[[nodiscard]] std::vector<std::string> told_of(const Lesson& lesson, const std::string& module,
                                               const Limits& limits = {});

}  // namespace requirements
