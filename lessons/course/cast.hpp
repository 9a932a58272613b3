// The programs that play in a walkthrough: started, watched, shown.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "child.hpp"
#include "stage.hpp"

namespace course {

/// A server or proxy on a free port, until it goes out of scope.
struct Running {
  std::unique_ptr<Child> child;
  std::string port;
};

class Cast {
 public:
  /// `bin` is the folder of the programs.
  Cast(std::string bin, Stage& stage) : bin_{std::move(bin)}, stage_{stage} {}

  [[nodiscard]] Stage& stage() const { return stage_; }

  /// Starts it on a free port and shows its command. Throws std::runtime_error where it does not
  /// listen.
  [[nodiscard]] Running start(const std::string& program,
                              const std::vector<std::string>& arguments);

  /// A faultproxy in front of `server`.
  [[nodiscard]] Running proxy(const Running& server, std::vector<std::string> arguments);

  /// Runs it to its end, or until `patience` is over, and shows the command and what it printed.
  Outcome run(const std::string& program, const std::vector<std::string>& arguments,
              std::chrono::milliseconds patience = std::chrono::seconds{20});

  /// The same without showing what it printed.
  Outcome run_unseen(const std::string& program, const std::vector<std::string>& arguments,
                     std::chrono::milliseconds patience = std::chrono::seconds{20});

  /// A client that stays while others come; shows its command.
  [[nodiscard]] std::unique_ptr<Child> keep(const std::string& program,
                                            const std::vector<std::string>& arguments);

 private:
  std::string bin_;
  Stage& stage_;
};

/// "ended with exit code 0", "crashed", "was still running after 1.0 s and had used 0.98 s of ...".
[[nodiscard]] std::string how_it_ended(const Outcome& outcome, std::chrono::milliseconds patience);

/// "no message", "1 message", "2 messages": lines on standard output.
[[nodiscard]] std::string messages_shown(const Outcome& outcome);

}  // namespace course
