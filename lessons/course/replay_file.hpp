// A schedule in a file, with what it was found against: written by check, played by replay.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include <shortread/testing/schedule.hpp>

namespace course {

struct Replay {
  std::string lesson;
  std::string requirement;
  shortread::testing::Schedule schedule;
};

/// A schedule's text behind the lines `# lesson: raw_send` and `# requirement: raw/1.2`.
void write_replay(const std::filesystem::path& file, const Replay& replay);

/// The error names the file and the place.
[[nodiscard]] std::expected<Replay, std::string> read_replay(const std::filesystem::path& file);

}  // namespace course
