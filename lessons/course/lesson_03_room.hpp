// What the moments of lesson 3 have in common: guests in a room, and how long one waits for them.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cast.hpp"
#include "chat_guest.hpp"
#include "observations.hpp"

namespace course {

using Time = std::chrono::milliseconds;

/// Only to see that nothing comes any more. What must come may take far longer.
inline constexpr Time silence{1000};
inline constexpr Time patience{10'000};

inline constexpr const char* tutorial_server = "tutorial_chat_server";
inline constexpr const char* our_server = "lesson_chat_server";

/// Shows what came of it, and says whether all was well.
using Event = std::function<bool(Cast&, const std::string& server)>;

/// The same event in both rooms; only the reference is judged by it.
[[nodiscard]] Observation in_both_rooms(Event event);

/// The last sentence of an event: of our server with a verdict. Gives `is_well` back.
bool conclude(Cast& cast, const std::string& server, bool is_well, const std::string& what);

/// In the room when this returns: both servers name in their log who comes in.
[[nodiscard]] ChatGuest guest_in(const Running& server, const std::string& name);

/// The same of a real client, which can be typed into; it connects to `port`.
[[nodiscard]] std::unique_ptr<Child> client_in(Cast& cast, const Running& server,
                                               const std::string& port, const std::string& name,
                                               const std::string& program = "chat_client");

/// Has it printed these lines and no others, once the last has come or the time is over?
[[nodiscard]] bool shows_only(Child& client, const std::vector<std::string>& wanted,
                              Time wait = patience);

void show_screen(Stage& stage, const std::string& whose, Child& client);
void show_log(Stage& stage, const Running& server);

/// Has the program written an escape as it came? In a Line it is \x1b, and a backslash stands
/// twice.
[[nodiscard]] bool has_raw_escape(const Line& line);

inline constexpr const char* goes_on = "goes on";

/// That it goes on, or how it has ended.
[[nodiscard]] std::string state_of(const Running& server);

struct Talk {
  std::size_t said = 0;
  std::size_t heard = 0;

  [[nodiscard]] bool is_whole() const { return said == heard; }
  [[nodiscard]] std::string counted() const;  ///< "3 of 4 messages"
};

/// Goes on with `talk`, one message after the other: the next is said when the one before was
/// heard. Ends after `count`, or at the first that is not heard in time.
void go_on(Talk& talk, ChatGuest& speaker, ChatGuest& listener, std::size_t count, Time wait);

}  // namespace course
