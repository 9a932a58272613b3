// Lesson 2, played: headers that come in pieces, in company, or lie.

#include <algorithm>

#include "observations.hpp"
#include "scripted_peer.hpp"

namespace course {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;
using Then = ScriptedPeer::Then;

constexpr auto tutorial_patience = 1s;   // it may wait or spin for ever: long enough to see it
constexpr auto reference_patience = 3s;  // it should answer at once; this is for a busy machine

constexpr const char* greeting = "Welcome to the server!";

// One measure for both clients; only the reference is judged by it.
using Measure = std::function<bool(const Outcome&)>;

Outcome look_at_tutorial(Cast& cast, const Texts& arguments, Watch watch) {
  cast.stage().heading("The tutorial's way");
  watch.patience = tutorial_patience;
  const Outcome outcome = cast.run("tutorial_header_client", arguments, watch);
  cast.stage().seen("It " + what_it_did(outcome) + ".");
  return outcome;
}

bool judge(Cast& cast, const Outcome& reference, const Measure& measure) {
  const bool holds = measure(reference);
  cast.stage().verdict(holds, "It " + what_it_did(reference) + ".");
  return holds;
}

bool watch_reference(Cast& cast, const Texts& arguments, Watch watch, const Measure& measure) {
  cast.stage().heading("The reference");
  watch.patience = reference_patience;
  return judge(cast, cast.run("header_client", arguments, watch), measure);
}

void show_script(Stage& stage, const Texts& pieces, Then then) {
  for (const std::string& piece : pieces) stage.line("The server sends \"" + piece + "\"");
  stage.line(then == Then::waits ? "and keeps the connection open." : "and closes.");
}

// The same bytes, cut in the same places, for each of the two.
Seen both_meet(Cast& cast, const Texts& pieces, Then then, const Measure& measure) {
  show_script(cast.stage(), pieces, then);
  Outcome tutorial;
  {
    const ScriptedPeer peer{pieces, then};
    tutorial = look_at_tutorial(cast, {"--port", peer.port()},
                                {.has_begun = [&peer] { return peer.has_played(); }});
  }
  const ScriptedPeer peer{pieces, then};
  const bool holds = watch_reference(
      cast, {"--port", peer.port()},
      {.has_begun = [&peer] { return peer.has_played(); }, .is_last = message(1)}, measure);
  return {.reference_holds = holds, .is_as_told = !measure(tutorial)};
}

bool shows_greeting(const Outcome& client) { return client.printed() == Texts{greeting}; }

Measure refuses(const std::string& why) {
  return [why](const Outcome& client) {
    return client.exit_code == 1 && client.printed().empty() && complains_of(client, why);
  };
}

Seen good_day(Cast& cast) {
  const Running server = cast.start("header_server", {"--every", "0.2", "--count", "3"});
  const Outcome client = cast.run("header_client", {"--port", server.port, "--show-reads"});
  const bool holds = judge(cast, client, [](const Outcome& seen) {
    const Texts printed = seen.printed();
    return seen.exit_code == 0 && printed.size() == 3 && printed[0] == greeting &&
           printed[1].starts_with("The time is ") && printed[2].starts_with("The time is ");
  });
  return {.reference_holds = holds};
}

Seen header_cut(Cast& cast) {
  return both_meet(cast, {"2", "2        ", greeting}, Then::waits, shows_greeting);
}

Seen byte_by_byte(Cast& cast) {
  const Running server = cast.start("header_server", {"--every", "60"});
  const Running proxy = cast.proxy(server, {"--split", "1"});
  const Outcome tutorial = look_at_tutorial(
      cast, {"--port", proxy.port}, {.has_begun = [&proxy] { return has_passed_on(proxy, 1); }});
  const bool holds = watch_reference(
      cast, {"--port", proxy.port},
      {.has_begun = [&proxy] { return has_passed_on(proxy, 2); }, .is_last = message(1)},
      shows_greeting);
  cast.show_passage(proxy, 2);
  return {.reference_holds = holds, .is_as_told = !shows_greeting(tutorial)};
}

bool shows_greeting_and_time(const Outcome& client) {
  const Texts printed = client.printed();
  return client.exit_code == 0 && printed.size() == 2 && printed[0] == greeting &&
         printed[1].starts_with("The time is ");
}

bool is_empty_read(const Line& line) { return line.text.ends_with("recv 0 ||"); }

Seen two_frames(Cast& cast) {
  const Running server = cast.start("header_server", {"--every", "0.1", "--count", "2"});
  const Running proxy = cast.proxy(server, {"--join", "--delay", "400"});
  const Texts arguments{"--port", proxy.port, "--recv", "1024", "--show-reads"};
  const Outcome tutorial = look_at_tutorial(
      cast, arguments,
      {.has_begun = [&proxy] { return has_passed_on(proxy, 1); }, .is_last = is_empty_read});
  if (tutorial.was_left) {
    cast.stage().line("(The server has closed. What it makes of that comes later.)");
  }
  const bool holds =
      watch_reference(cast, arguments, {.has_begun = [&proxy] { return has_passed_on(proxy, 2); }},
                      shows_greeting_and_time);
  cast.show_passage(proxy, 2);
  return {.reference_holds = holds, .is_as_told = !shows_greeting_and_time(tutorial)};
}

Seen hostile_header(Cast& cast) {
  return both_meet(cast, {"-5        "}, Then::waits, refuses("malformed header at byte 0"));
}

Seen no_number(Cast& cast) {
  return both_meet(cast, {"xyz       "}, Then::waits, refuses("malformed header at byte 0"));
}

Seen early_close(Cast& cast) {
  return both_meet(cast, {"22        Welcome"}, Then::closes,
                   refuses("closed inside a frame at byte 17: 15 bytes missing"));
}

// Two clients of one server: what does the second one see?
Outcome second_client_of(Cast& cast, const std::string& program, const Watch& watch) {
  const Running server = cast.start(program, {"--every", "0.2"});
  const auto first = cast.keep("header_client", {"--port", server.port});
  cast.stage().line(first->first_line().value_or("(the first client shows nothing)"));
  cast.stage().line("The first client stays. Here is the second:");
  return cast.run("header_client", {"--port", server.port}, watch);
}

Seen second_client(Cast& cast) {
  cast.stage().heading("The tutorial's way");
  const Outcome alone =
      second_client_of(cast, "tutorial_header_server", {.patience = tutorial_patience});
  cast.stage().seen("The second client " + what_it_did(alone) + ".");
  cast.stage().heading("The reference");
  const Outcome served = second_client_of(cast, "header_server", {.is_last = message(2)});
  const bool holds = served.printed().size() == 2 && served.printed()[0] == greeting;
  cast.stage().verdict(holds, "The second client " + what_it_did(served) + ".");
  return {.reference_holds = holds, .is_as_told = alone.printed().empty()};
}

}  // namespace

const Observations& lesson_02_observations() {
  static const Observations observations{
      {"good_day", good_day},         {"header_cut", header_cut},
      {"byte_by_byte", byte_by_byte}, {"two_frames", two_frames},
      {"no_number", no_number},       {"hostile_header", hostile_header},
      {"early_close", early_close},   {"second_client", second_client}};
  return observations;
}

}  // namespace course
