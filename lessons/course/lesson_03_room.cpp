#include "lesson_03_room.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace course {
namespace {

// As long as the tutorials' limit allows: some fifty of them fill what a kernel holds for one.
const std::string long_message(60'000, 'm');

}  // namespace

Observation in_both_rooms(Event event) {
  return [event = std::move(event)](Cast& cast) -> Seen {
    cast.stage().heading("The tutorial's way");
    const bool tutorial_is_well = event(cast, tutorial_server);
    cast.stage().heading("The reference");
    const bool holds = event(cast, our_server);
    return {.reference_holds = holds, .is_as_told = !tutorial_is_well};
  };
}

bool conclude(Cast& cast, const std::string& server, bool is_well, const std::string& what) {
  if (server == our_server) cast.stage().verdict(is_well, what);
  else cast.stage().seen(what);
  return is_well;
}

ChatGuest guest_in(const Running& server, const std::string& name) {
  ChatGuest guest{server.port};
  guest.says(name, patience);
  std::ignore = comes_to_say(*server.child, name, patience);
  return guest;
}

std::unique_ptr<Child> client_in(Cast& cast, const Running& server, const std::string& port,
                                 const std::string& name, const std::string& program) {
  auto client = cast.keep(program, {"--port", port, "--name", name}, Child::Input::kept_open);
  std::ignore = comes_to_say(*server.child, name, patience);
  return client;
}

bool shows_only(Child& client, const std::vector<std::string>& wanted, Time wait) {
  std::ignore = comes_to_say(client, wanted.back(), wait);
  return std::ranges::equal(client.lines(), wanted, {}, &Line::text);
}

void show_screen(Stage& stage, const std::string& whose, Child& client) {
  const auto& lines = client.lines();
  if (lines.empty()) stage.line(whose + "'s screen: (nothing)");
  for (const Line& line : lines) stage.line(whose + "'s screen: " + line.text);
}

void show_log(Stage& stage, const Running& server) {
  const auto& lines = server.child->lines();
  for (std::size_t i = 1; i < lines.size(); ++i) stage.line("server's log: " + lines[i].text);
}

bool has_raw_escape(const Line& line) {
  const auto at = line.text.find("\\x1b");
  return at != std::string::npos && (at == 0 || line.text[at - 1] != '\\');
}

std::string state_of(const Running& server) {
  std::ignore = server.child->lines();
  if (!server.child->has_closed_its_outputs()) return goes_on;
  return how_it_ended(server.child->finish({}, {[](const Line&) {}, [] {}}));
}

std::string Talk::counted() const {
  return std::to_string(heard) + " of " + std::to_string(said) +
         (said == 1 ? " message" : " messages");
}

void go_on(Talk& talk, ChatGuest& speaker, ChatGuest& listener, std::size_t count, Time wait) {
  for (std::size_t i = 0; i < count && talk.is_whole(); ++i) {
    ++talk.said;
    if (speaker.says(long_message, wait) && listener.hears(wait)) ++talk.heard;
  }
}

}  // namespace course
