// How what a part did is held against what docs/wire.md lets come of a schedule: shared by the
// checks of single requirements and those of fuzz targets.
#pragma once

#include <cstdint>
#include <optional>

#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/requirements/fixed_header/checks.hpp>
#include <tests/requirements/fixed_header/seen.hpp>

namespace requirements::fixed_header_checks {

/// How much of an error has to be right.
enum class Compare : std::uint8_t { kind, kind_and_offset, everything };

[[nodiscard]] bool is_same(const std::optional<shortread::FrameError>& expected,
                           const std::optional<shortread::FrameError>& got, Compare how);

/// Of a stream that falls silent or is reset nothing is said about its end: the part is not asked.
[[nodiscard]] by_the_book::Decoded expected_of(const Schedule& schedule, std::uint64_t limit);

/// encode_frame() of what the schedule would send.
[[nodiscard]] std::optional<Finding> compare_written(const FixedHeaderPart& part,
                                                     const Schedule& schedule);

/// The frames alone, whatever is said of the end.
[[nodiscard]] std::optional<Finding> compare_frames(const FixedHeaderPart& part,
                                                    const Schedule& schedule);

/// The frames, and the error as far as `how` says.
[[nodiscard]] std::optional<Finding> compare_all(const FixedHeaderPart& part,
                                                 const Schedule& schedule, std::uint64_t limit,
                                                 Compare how);

/// The error again at every later call, and no frame after it; beyond its kind, also all that
/// compare_all() compares.
[[nodiscard]] std::optional<Finding> compare_after_error(const FixedHeaderPart& part,
                                                         const Schedule& schedule,
                                                         std::uint64_t limit, Compare how);

}  // namespace requirements::fixed_header_checks
