// libFuzzer's binary of one target, run for a time in as many processes as asked for.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fuzz {

struct EngineRun {
  std::filesystem::path binary;
  std::string
      implementation;  ///< a module of the engine's own build; empty: the reference linked in
  std::vector<std::filesystem::path> seeds;  ///< folders with inputs to begin with
  std::filesystem::path dictionary;
  std::filesystem::path folder;  ///< for what it writes: new inputs, what it found, its words
  std::chrono::seconds time{10};
  std::uint64_t seed = 1;
  std::uint64_t jobs = 1;
};

struct EngineEnd {
  std::optional<std::filesystem::path> input;  ///< what it found, where it found something
  std::uint64_t executions = 0;                ///< of all jobs, as far as they told
  std::string trouble = {};                    ///< why it did not run; mostly empty
};

/// Tells `progress` the last thing the first job said, about once a second.
[[nodiscard]] EngineEnd run_engine(const EngineRun& run,
                                   const std::function<void(const std::string&)>& progress);

}  // namespace fuzz
