// What was found, as a file that plays it again.
#pragma once

#include <filesystem>
#include <string>

#include <fuzz/target.hpp>

namespace fuzz {

/// As a text in the build folder; as bytes among the target's regressions where it is `for_good`.
[[nodiscard]] std::filesystem::path keep(const Schedule& schedule, const Target& target,
                                         const std::string& implementation, bool for_good);

}  // namespace fuzz
