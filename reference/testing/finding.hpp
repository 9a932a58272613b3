// What a check found: data, for whoever shows it. A check never prints and never aborts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <shortread/testing/schedule.hpp>

namespace shortread::testing {

struct Finding {
  Schedule schedule = {};                ///< what the network did; it alone makes the failure again
  std::vector<std::string> events = {};  ///< what happened, in order, one line each, printable
  std::string expected = {};             ///< one line, printable
  std::string got = {};                  ///< one line, printable
  std::optional<std::uint64_t> offset = std::nullopt;  ///< first wrong byte of what was got
};

}  // namespace shortread::testing
