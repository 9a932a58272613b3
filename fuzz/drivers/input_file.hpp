// A schedule out of a file, in whichever of its two forms: a text that somebody wrote, or the bytes
// of a fuzzer.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include <shortread/testing/schedule.hpp>

namespace fuzz {

/// Text where it can be read as one; else bytes, which always can. The error names the file.
[[nodiscard]] std::expected<shortread::testing::Schedule, std::string> read_input(
    const std::filesystem::path& file);

/// All files under a folder, in the order of their names; a file alone is its own list.
[[nodiscard]] std::vector<std::filesystem::path> files_under(const std::filesystem::path& path);

}  // namespace fuzz
