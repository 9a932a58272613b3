// The payload limits that lesson 2's requirements are tried with.
#pragma once

#include <cstdint>

namespace requirements::fixed_header_checks {

inline constexpr std::uint64_t usual_limit = 1024 * 1024;
inline constexpr std::uint64_t small_limit = 16;
inline constexpr std::uint64_t longest_length = 9'999'999'999;

}  // namespace requirements::fixed_header_checks
