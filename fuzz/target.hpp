// A fuzz target: one property of an implementation, tried with whatever schedule comes. All
// engines, the replay in every g++ build and the seed loop drive the same ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <shortread/testing/finding.hpp>
#include <shortread/testing/schedule.hpp>

namespace fuzz {

using shortread::testing::Finding;
using shortread::testing::Schedule;

struct Target {
  std::string_view name;  ///< frame_model
  std::string_view summary;
  std::string_view lesson;  ///< whose parts it takes: fixed_header

  /// What a finding may fall short of, in the order in which the lesson teaches it.
  std::span<const std::string_view> requirements;

  /// Right on every schedule: a finding is the part's fault.
  std::optional<Finding> (*check)(const void* part, const Schedule& schedule);

  /// What the seed loop tries: the same schedule for the same seed, on every machine.
  Schedule (*scenario)(std::uint64_t seed);

  bool must_fail = false;  ///< the canary: a campaign in which it holds proves nothing

  /// What happens on this schedule, as a picture; nothing where the lines of a trace say it well.
  std::vector<std::string> (*picture)(const void* part, const Schedule& schedule) = nullptr;
};

/// Longer inputs are not tried: what they could show, shorter ones do.
inline constexpr std::size_t input_bytes_max = 4096;

[[nodiscard]] std::span<const Target> targets();
[[nodiscard]] const Target* find_target(std::string_view name);

}  // namespace fuzz
