// Lesson 2, played: headers that come in pieces, in company, or lie.

#include "observations.hpp"
#include "scripted_peer.hpp"

namespace course {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;
using Then = ScriptedPeer::Then;

constexpr std::chrono::milliseconds patience = 1s;  // for a program that may wait for ever

constexpr const char* greeting = "Welcome to the server!";

bool complains_of(const Outcome& outcome, std::string_view what) {
  for (const std::string& line : outcome.complaints()) {
    if (line.find(what) != std::string::npos) return true;
  }
  return false;
}

// The tutorial's way is only looked at: what it did is said, whatever it was.
Outcome look_at_tutorial(Cast& cast, const Texts& arguments) {
  cast.stage().heading("The tutorial's way");
  const Outcome outcome = cast.run("tutorial_header_client", arguments, patience);
  cast.stage().seen("It showed " + messages_shown(outcome) + " and " +
                    how_it_ended(outcome, patience) + ".");
  return outcome;
}

Outcome watch_reference(Cast& cast, const Texts& arguments) {
  cast.stage().heading("The reference");
  return cast.run("header_client", arguments, patience);
}

bool judge(Cast& cast, const Outcome& outcome, bool holds) {
  cast.stage().verdict(holds, "It showed " + messages_shown(outcome) + " and " +
                                  how_it_ended(outcome, patience) + ".");
  return holds;
}

// The same bytes, cut in the same places, for each of the two.
bool both_meet(Cast& cast, const Texts& pieces, Then then,
               const std::function<bool(const Outcome&)>& holds) {
  for (const std::string& piece : pieces) cast.stage().line("The server sends \"" + piece + "\"");
  cast.stage().line(then == Then::waits ? "and keeps the connection open." : "and closes.");
  {
    const ScriptedPeer peer{pieces, then};
    look_at_tutorial(cast, {"--port", peer.port()});
  }
  const ScriptedPeer peer{pieces, then};
  const Outcome reference = watch_reference(cast, {"--port", peer.port()});
  return judge(cast, reference, holds(reference));
}

bool good_day(Cast& cast) {
  const Running server = cast.start("header_server", {"--every", "0.2", "--count", "3"});
  const Outcome client = cast.run("header_client", {"--port", server.port, "--show-reads"});
  const Texts printed = client.printed();
  const bool holds = client.exit_code == 0 && printed.size() == 3 && printed[0] == greeting &&
                     printed[1].starts_with("The time is ") &&
                     printed[2].starts_with("The time is ");
  return judge(cast, client, holds);
}

bool header_cut(Cast& cast) {
  return both_meet(cast, {"2", "2        Welcome to the server!"}, Then::waits,
                   [](const Outcome& seen) { return seen.printed() == Texts{greeting}; });
}

bool two_frames(Cast& cast) {
  const Running server = cast.start("header_server", {"--every", "0.1", "--count", "2"});
  const Running proxy = cast.proxy(server, {"--join", "--delay", "400"});
  look_at_tutorial(cast, {"--port", proxy.port, "--recv", "1024", "--show-reads"});
  const Outcome reference =
      watch_reference(cast, {"--port", proxy.port, "--recv", "1024", "--show-reads"});
  const Texts printed = reference.printed();
  return judge(cast, reference,
               reference.exit_code == 0 && printed.size() == 2 && printed[0] == greeting);
}

bool hostile_header(Cast& cast) {
  return both_meet(cast, {"-5        "}, Then::waits, [](const Outcome& seen) {
    return seen.exit_code == 1 && complains_of(seen, "malformed header at byte 0");
  });
}

bool early_close(Cast& cast) {
  return both_meet(cast, {"22        Welcome"}, Then::closes, [](const Outcome& seen) {
    return seen.exit_code == 1 && complains_of(seen, "closed inside a frame") &&
           complains_of(seen, "15 bytes missing");
  });
}

// Two clients of one server: what does the second one see within the time?
Outcome second_client_of(Cast& cast, const std::string& program) {
  const Running server = cast.start(program, {"--every", "0.1"});
  const auto first = cast.keep("header_client", {"--port", server.port});
  static_cast<void>(first->first_line());  // it is being served
  return cast.run("header_client", {"--port", server.port}, patience);
}

bool second_client(Cast& cast) {
  cast.stage().heading("The tutorial's way");
  const Outcome alone = second_client_of(cast, "tutorial_header_server");
  cast.stage().seen("The second client saw " + messages_shown(alone) + ".");
  cast.stage().heading("The reference");
  const Outcome served = second_client_of(cast, "header_server");
  const bool holds = !served.printed().empty() && served.printed()[0] == greeting;
  cast.stage().verdict(holds, "The second client saw " + messages_shown(served) + ".");
  return holds;
}

}  // namespace

const Observations& lesson_02_observations() {
  static const Observations observations{
      {"good_day", good_day},       {"header_cut", header_cut},
      {"two_frames", two_frames},   {"hostile_header", hostile_header},
      {"early_close", early_close}, {"second_client", second_client}};
  return observations;
}

}  // namespace course
