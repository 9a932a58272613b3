// A tour, taken by a test: what it said and how it ended.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/child_process.hpp"

namespace course::testing {

struct Tour {
  int exit_code;
  std::string text;

  [[nodiscard]] bool says(std::string_view words) const { return times_said(words) > 0; }

  [[nodiscard]] std::size_t times_said(std::string_view words) const {
    std::size_t times = 0;
    for (std::size_t at = 0; (at = text.find(words, at)) != std::string::npos; ++at) ++times;
    return times;
  }
};

inline Tour take(const std::vector<std::string>& arguments, std::string_view input = "") {
  shortread::testing::ChildProcess tour{shortread::testing::program("course_walkthrough"),
                                        arguments};
  tour.write_input(input);
  tour.close_input();
  const int code = tour.exit_code(std::chrono::seconds{200}).value_or(-1);
  return {code, tour.output() + tour.errors()};
}

}  // namespace course::testing
