// What happened while a check ran, line by line: kept only when somebody is going to read it.
#pragma once

#include <concepts>
#include <cstdio>
#include <functional>
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

  /// A check that tries many inputs of its own says so after each, to whoever set this: each of
  /// them may take as long as one schedule.
  static void on_heartbeat(std::function<void()> heard);
  static void heartbeat();

  /// As long as it lives, nothing is noted: for what a check finds out on the way.
  class Aside {
   public:
    Aside();
    ~Aside();
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;

   private:
    bool was_watching_;
  };

  /// Words that take work are found only when somebody listens.
  template <std::invocable Words>
  static void note(Words words) {
    if (is_watching()) note(words());
  }
};

// A check's two chapters: the success that comes first, and the network it is about.
inline constexpr const char* on_a_good_day = "on a good day:";
inline constexpr const char* on_this_network = "on this network:";

}  // namespace requirements
