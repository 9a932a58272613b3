// What happened while a check ran, line by line: kept only when somebody is going to read it.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace requirements {

/// Switched on for the one run that is shown; thousands of others need no words.
class Witness {
 public:
  /// Also writes each line to `stream` at once: for a run that may not live to tell.
  static void begin(std::FILE* stream = nullptr);
  static std::vector<std::string> end();

  [[nodiscard]] static bool is_watching();
  static void note(const std::string& line);
};

}  // namespace requirements
