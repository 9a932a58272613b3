// docs/wire.md, chapter Chat, read aloud: what each client of a room must get, a string for each.
// Plain, and without a line of the reference's code.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <lessons/03_chat_select/requirements.hpp>

namespace requirements {

class RoomModel {
 public:
  using Time = chat_select::Time;

  struct Guest {
    std::string begun = {};  ///< of it, behind its last whole frame
    std::string name = {};
    bool is_leaving = false;
    bool is_told_why = false;      ///< behind what it is owed, a pair from `server`
    bool may_be_told_why = false;  ///< or not: the page leaves it open
    Time name_is_due{};
    std::string owed = {};               ///< all that it must get, from the beginning
    std::uint64_t bytes_of_its_own = 0;  ///< that the others are owed
    std::string got = {};                ///< the player's: what it has read
    std::size_t compared = 0;            ///< the player's: of that
  };

  explicit RoomModel(const chat_select::Limits& limits) : limits_{limits} {}

  /// False: whether one who is leaving still counts is nobody's rule, and it would matter here.
  [[nodiscard]] bool connect(int client, Time now);
  void receive(int client, std::string_view bytes);
  void finish(int client);
  void disconnect(int client);
  void drop(int client);
  void tick(Time now);

  [[nodiscard]] std::map<int, Guest>& guests() { return guests_; }

  /// In what it has still to read: the most with which nobody may be closed, and the least with
  /// which everybody must have been.
  [[nodiscard]] bool may_be_dropped(const Guest& guest) const;
  [[nodiscard]] bool must_be_dropped(const Guest& guest) const;

 private:
  void take(int client, Guest& guest, const std::string& payload);
  [[nodiscard]] bool is_a_good_name(const std::string& name) const;
  static void told_why(Guest& guest);

  chat_select::Limits limits_;
  std::map<int, Guest> guests_;
};

}  // namespace requirements
