// The programs that play in a walkthrough: started, watched, shown.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
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
  using Arguments = std::vector<std::string>;

  /// `bin` is the folder of the programs.
  Cast(std::string bin, Stage& stage) : bin_{std::move(bin)}, stage_{stage} {}

  [[nodiscard]] Stage& stage() const { return stage_; }

  /// Starts it on a free port and shows how. Throws std::runtime_error where it does not listen.
  [[nodiscard]] Running start(const std::string& program, const Arguments& arguments);

  /// A faultproxy in front of `server`.
  [[nodiscard]] Running proxy(const Running& server, Arguments arguments);

  /// Runs it to its end, or as long as `watch` says, and shows the command and what it printed.
  Outcome run(const std::string& program, const Arguments& arguments, const Watch& watch = {});

  /// The same without showing what it printed.
  Outcome run_unseen(const std::string& program, const Arguments& arguments);

  /// A client that stays while others come; shows its command.
  [[nodiscard]] std::unique_ptr<Child> keep(const std::string& program, const Arguments& arguments,
                                            Child::Input input = Child::Input::nothing);

  /// Shows a few lines of what `proxy` did with the bytes of its client of this number, or with the
  /// server's for it.
  void show_passage(const Running& proxy, int client, const char* way = "server > client");

 private:
  std::string bin_;
  Stage& stage_;
};

/// Prints `child` a line that contains `words` within `patience`, or has it already?
[[nodiscard]] bool comes_to_say(Child& child, std::string_view words,
                                std::chrono::milliseconds patience = std::chrono::seconds{20});

/// Has the proxy passed anything on to its client of this number (from 1)?
[[nodiscard]] bool has_passed_on(const Running& proxy, int client);

/// A last line to watch for: the `count`th on standard output.
[[nodiscard]] std::function<bool(const Line&)> message(std::size_t count);

/// "showed 1 message and ended with exit code 0"; of one that was left, only what it showed.
[[nodiscard]] std::string what_it_did(const Outcome& outcome);

/// "ended with exit code 0", "crashed (SIGABRT)", "was still running after 1.0 s ...".
[[nodiscard]] std::string how_it_ended(const Outcome& outcome);

/// "no message", "1 message", "2 messages": lines on standard output.
[[nodiscard]] std::string messages_shown(const Outcome& outcome);

/// Does a line on its standard error contain `what`?
[[nodiscard]] bool complains_of(const Outcome& outcome, std::string_view what);

}  // namespace course
