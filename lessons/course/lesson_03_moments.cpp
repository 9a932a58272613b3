// Lesson 3, played: a room, and the one guest that would make all the others wait.

#include <algorithm>

#include "lesson_03_room.hpp"
#include "observations.hpp"

namespace course {
namespace {

using namespace std::chrono_literals;

bool three_talk(Cast& cast, const std::string& program) {
  const Running server = cast.start(program, {});
  const auto ann = client_in(cast, server, server.port, "ann");
  const auto bob = client_in(cast, server, server.port, "bob");
  const auto cid = client_in(cast, server, server.port, "cid");
  ann->type("hello");
  bool is_seen = shows_only(*bob, {"ann > hello"}) && shows_only(*cid, {"ann > hello"});
  bob->type("hi ann");
  is_seen = is_seen && shows_only(*ann, {"bob > hi ann"}) &&
            shows_only(*cid, {"ann > hello", "bob > hi ann"});
  show_screen(cast.stage(), "ann", *ann);
  show_screen(cast.stage(), "bob", *bob);
  show_screen(cast.stage(), "cid", *cid);
  return conclude(cast, program, is_seen,
                  is_seen ? "Everybody sees what the others say." : "Somebody misses something.");
}

Seen good_day(Cast& cast) {
  Seen seen = in_both_rooms(three_talk)(cast);
  seen.is_as_told = !seen.is_as_told;  // here, and only here, the tutorial's way is told to work
  return seen;
}

constexpr std::size_t many = 600;  // long messages: more than a kernel holds for one connection

bool one_never_reads(Cast& cast, const std::string& program) {
  const bool is_ours = program == our_server;
  const Running server =
      cast.start(program, is_ours ? Cast::Arguments{"--max-lag", "1MiB"} : Cast::Arguments{});
  const ChatGuest cid = guest_in(server, "cid");
  ChatGuest ann = guest_in(server, "ann");
  ChatGuest bob = guest_in(server, "bob");
  cast.stage().line("cid comes in and never reads. ann talks, 60000 bytes at a time.");
  Talk talk;
  bool is_out = false;
  while (!is_out && talk.is_whole() && talk.said < many) {
    go_on(talk, ann, bob, 20, is_ours ? patience : silence);
    is_out = comes_to_say(*server.child, "out  'cid'", 0ms);
  }
  if (is_out) go_on(talk, ann, bob, 3, patience);
  show_log(cast.stage(), server);
  return conclude(cast, program, talk.is_whole() && is_out,
                  "bob got " + talk.counted() +
                      (talk.is_whole() ? "" : ", and then nothing any more") + "; cid is " +
                      (is_out ? "out." : "still in the room."));
}

// What bob gets of three messages while dan is connected, and no more than that.
Talk beside_one_without_a_name(Cast& cast, const Running& server, Time wait) {
  ChatGuest ann = guest_in(server, "ann");
  ChatGuest bob = guest_in(server, "bob");
  const ChatGuest dan{server.port};
  cast.stage().line("dan connects and never says a name. ann talks, 3 messages.");
  Talk talk;
  go_on(talk, ann, bob, 3, wait);
  return talk;
}

bool is_sent_away(Cast& cast) {
  const Running server = cast.start(our_server, {"--name-timeout", "1"});
  ChatGuest dan{server.port};
  const auto word = dan.hears(patience);
  cast.stage().line(word ? "dan hears: " + *word : "dan hears nothing");
  return word && word->starts_with("server > ") && dan.hears_the_end(patience);
}

Seen no_name(Cast& cast) {
  cast.stage().heading("The tutorial's way");
  const Talk tutorial = beside_one_without_a_name(cast, cast.start(tutorial_server, {}), silence);
  cast.stage().seen("bob got " + tutorial.counted() + ".");
  cast.stage().heading("The reference: a minute for the name, then a second");
  const Talk ours =
      beside_one_without_a_name(cast, cast.start(our_server, {"--name-timeout", "60"}), patience);
  const bool is_away = ours.is_whole() && is_sent_away(cast);
  cast.stage().verdict(ours.is_whole() && is_away,
                       "bob got " + ours.counted() + " while dan had time; after it dan was " +
                           (is_away ? "told why, and closed." : "not sent away."));
  return {.reference_holds = ours.is_whole() && is_away, .is_as_told = !tutorial.is_whole()};
}

// 13 bytes are ann's whole name frame; of her message they are the header and three letters.
const Cast::Arguments in_pieces{"--split", "13", "--direction", "client", "--delay", "10000"};

// bob shows something, or the log goes on: three came in, and now one of them is out.
void wait_until_something_came_of_it(Child& bob, Child& server) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (bob.lines().empty() && server.lines().size() <= 4 &&
         std::chrono::steady_clock::now() < give_up) {
  }
}

bool message_in_pieces(Cast& cast, const std::string& program) {
  const Running server = cast.start(program, {});
  const Running proxy = cast.proxy(server, in_pieces);
  const auto bob = client_in(cast, server, server.port, "bob");
  const auto ann = client_in(cast, server, proxy.port, "ann");
  ChatGuest cid = guest_in(server, "cid");
  ann->type("Meet me at the door!");
  wait_until_something_came_of_it(*bob, *server.child);
  cid.says("Yes!", patience);
  cast.stage().line("ann types \"Meet me at the door!\", and then cid says \"Yes!\".");
  const bool is_whole = shows_only(*bob, {"ann > Meet me at the door!", "cid > Yes!"},
                                   program == our_server ? patience : silence);
  show_screen(cast.stage(), "bob", *bob);
  show_log(cast.stage(), server);
  cast.show_passage(proxy, 1, "client > server");
  return conclude(cast, program, is_whole,
                  is_whole ? "bob sees both messages, whole." : "bob sees what nobody has said.");
}

// bob does not read, and resets when the server has more for him than the kernel takes.
bool one_resets(Cast& cast, const std::string& program) {
  const Time wait = program == our_server ? patience : silence;
  const Running server = cast.start(program, {});
  ChatGuest bob = guest_in(server, "bob");
  ChatGuest ann = guest_in(server, "ann");
  ChatGuest cid = guest_in(server, "cid");
  cast.stage().line("ann talks, 60000 bytes at a time. bob does not read, and then resets.");
  Talk talk;
  go_on(talk, ann, cid, 150, wait);
  bob.resets();
  if (program == our_server) go_on(talk, ann, cid, 3, patience);
  const bool is_out = comes_to_say(*server.child, "out  'bob'", wait);
  show_log(cast.stage(), server);
  const std::string state = state_of(server);
  const bool is_well =
      state == goes_on && (program == tutorial_server || (talk.is_whole() && is_out));
  return conclude(cast, program, is_well,
                  "cid got " + talk.counted() + "; the server " + state + ".");
}

bool an_escape_in_a_name(Cast& cast, const std::string& program) {
  const Running server = cast.start(program, {});
  ChatGuest eve{server.port};
  cast.stage().line("A client calls itself \\x1b[2Jeve: an escape, and the screen is empty.");
  eve.says("\x1b[2Jeve", patience);
  std::ignore = comes_to_say(*server.child, "x1b", silence);
  const auto word = eve.hears(program == our_server ? patience : silence);
  if (word) cast.stage().line("it hears: " + *word);
  show_log(cast.stage(), server);
  const bool is_raw = std::ranges::any_of(server.child->lines(), has_raw_escape);
  const bool is_refused = word && word->starts_with("server > ");
  return conclude(cast, program, is_refused && !is_raw,
                  std::string{"The name is "} + (is_refused ? "refused, and " : "taken, and ") +
                      (is_raw ? "the escape reaches the operator's terminal."
                              : "no escape reaches the operator's terminal."));
}

// One real client at its prompt, and a message for it.
bool shows_while_it_waits(Cast& cast, const std::string& program, Time wait) {
  const Running server = cast.start(our_server, {});
  const auto bob = client_in(cast, server, server.port, "bob", program);
  ChatGuest ann = guest_in(server, "ann");
  ann.says("Look out!", patience);
  cast.stage().line("ann says \"Look out!\". bob types nothing.");
  const bool is_shown = shows_only(*bob, {"ann > Look out!"}, wait);
  show_screen(cast.stage(), "bob", *bob);
  return is_shown;
}

Seen at_the_prompt(Cast& cast) {
  cast.stage().heading("The tutorial's way");
  const bool tutorial = shows_while_it_waits(cast, "tutorial_chat_client", silence);
  cast.stage().seen(tutorial ? "bob sees it." : "bob sees nothing before he presses Enter.");
  cast.stage().heading("The reference");
  const bool holds = shows_while_it_waits(cast, "chat_client", patience);
  cast.stage().verdict(holds, holds ? "bob sees it at once." : "bob sees nothing.");
  return {.reference_holds = holds, .is_as_told = !tutorial};
}

}  // namespace

const Observations& lesson_03_observations() {
  static const Observations observations{{"good_day", good_day},
                                         {"never_reads", in_both_rooms(one_never_reads)},
                                         {"no_name", no_name},
                                         {"message_cut", in_both_rooms(message_in_pieces)},
                                         {"reset_meanwhile", in_both_rooms(one_resets)},
                                         {"escape_in_a_name", in_both_rooms(an_escape_in_a_name)},
                                         {"at_the_prompt", at_the_prompt}};
  return observations;
}

}  // namespace course
