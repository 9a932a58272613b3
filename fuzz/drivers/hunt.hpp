// Judging an implementation by a fuzz target, in a process of its own: by a list of schedules, or
// by as many seeds as a time allows.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <fuzz/target.hpp>
#include <tests/requirements/judge.hpp>

namespace fuzz {

/// Until one finds something; the finding is the smallest like it.
[[nodiscard]] requirements::Verdict hunt(const Target& target, const std::string& module,
                                         const std::vector<Schedule>& schedules);

struct Seeds {
  std::uint64_t first = 1;
  std::chrono::milliseconds time{5000};
};
[[nodiscard]] requirements::Verdict hunt(const Target& target, const std::string& module,
                                         const Seeds& seeds);

/// This schedule alone, as it is, with everything that happens.
[[nodiscard]] requirements::Verdict play_once(const Target& target, const std::string& module,
                                              const Schedule& schedule);

/// The requirement of the target's lesson that falls short of this schedule too; empty where a
/// target asks for more than any single one.
[[nodiscard]] std::string requirement_broken(const Target& target, const std::string& module,
                                             const Schedule& schedule);

}  // namespace fuzz
