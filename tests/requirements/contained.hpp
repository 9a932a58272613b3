// A function run in a child process with limits, and how that ended.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace requirements {

/// What a child may tell its parent even if it dies in the next instant: memory both see.
class Tidings {
 public:
  Tidings();
  ~Tidings();
  Tidings(const Tidings&) = delete;
  Tidings& operator=(const Tidings&) = delete;

  /// How far it is: a child that goes on is not hung.
  void set_progress(std::uint64_t value);
  [[nodiscard]] std::uint64_t progress() const;

  /// Between two steps of what it is at: a child that takes long is not hung either.
  void beat();
  [[nodiscard]] std::uint64_t beats() const;

  /// The work came to its own end: a child that left by exit(0) in the middle has not.
  void set_finished();
  [[nodiscard]] bool is_finished() const;

  /// A text, replaced as a whole. At most 1 MiB of it is kept.
  void set_text(const std::string& text);
  [[nodiscard]] std::string text() const;

 private:
  struct Shared;
  Shared* shared_;
};

enum class End : std::uint8_t { returned, died, hung, ate_memory, waited };

struct Contained {
  End end = End::returned;
  int exit_code = 0;   ///< died: of an exit() in the middle of the work
  int signal = 0;      ///< died: of this, or 0
  std::string output;  ///< standard output and error together, the first 64 KiB
};

struct Limits {
  std::chrono::milliseconds cpu{1500};                          ///< used without progress: hung
  std::chrono::milliseconds wall{20'000};                       ///< gone without progress: waited
  std::size_t resident_bytes = std::size_t{768} * 1024 * 1024;  ///< more: ate_memory
};

/// Runs `work` in a child, killed when it passes a limit. Standard input is empty there.
[[nodiscard]] Contained run_contained(const std::function<void()>& work, Tidings& tidings,
                                      const Limits& limits);

}  // namespace requirements
