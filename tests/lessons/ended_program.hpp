// A program that runs to its end by itself: what it said, and how it ended.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tests/support/child_process.hpp>

namespace shortread::tests {

struct Ended {
  std::optional<int> exit_code;
  std::string output;
  std::string errors;
};

inline Ended run(const std::string& name, const std::vector<std::string>& arguments) {
  ::shortread::testing::ChildProcess child{::shortread::testing::program(name), arguments};
  const auto exit_code = child.exit_code();
  return {exit_code, child.output(), child.errors()};
}

}  // namespace shortread::tests
