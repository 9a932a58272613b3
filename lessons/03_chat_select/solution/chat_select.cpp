// Lesson 3, the exercise solved, as plainly as it goes: each client has a string of its own with
// what it is still to be sent.

#include "requirements.hpp"

#include <utf8.h>

#include <map>
#include <string>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/frame_encoder.hpp>

namespace chat_select {
namespace {

using shortread::bytes_of;
using shortread::text_of;

std::string frame(std::string_view payload) {
  return std::string{text_of(shortread::encode_frame(bytes_of(payload)))};
}

bool is_utf8(std::string_view text) { return utf8::is_valid(text.begin(), text.end()); }

// C0, DEL and C1, which is two bytes in UTF-8. Requires: it is UTF-8.
bool has_control_characters(std::string_view text) {
  for (auto at = text.begin(); at != text.end();) {
    const auto character = utf8::next(at, text.end());
    if (character < 0x20 || (0x7F <= character && character <= 0x9F)) return true;
  }
  return false;
}

}  // namespace

class Hub {
 public:
  explicit Hub(const Limits& limits) : limits_{limits} {}

  void connect(int client, Time now) {
    const shortread::FrameLimit longest{limits_.message_bytes};
    Client& one = clients_[client];
    one.decoder = shortread::FrameDecoder{longest};
    one.name_is_due = now + limits_.name_time;
    if (clients_.size() > limits_.clients) refuse(one, "the room is full");
  }

  void receive(int client, std::string_view bytes) {
    Client& one = clients_.at(client);
    if (one.is_leaving) return;
    one.decoder.feed(bytes_of(bytes));
    auto step = one.decoder.next_frame();
    for (; step && *step && !one.is_leaving; step = one.decoder.next_frame()) {
      take(one, text_of(**step));
    }
    if (!step && !one.is_leaving) refuse(one, "this is no frame");
  }

  void finish(int client) {
    Client& one = clients_.at(client);
    if (one.is_leaving) return;
    if (one.decoder.end_of_stream()) one.is_leaving = true;
    else refuse(one, "you closed inside a frame");
  }

  void disconnect(int client) { clients_.erase(client); }

  void tick(Time now) {
    for (auto& [_, one] : clients_) {
      const bool is_nameless = one.name.empty() && !one.is_leaving;
      if (is_nameless && one.name_is_due <= now) refuse(one, "no name came in time");
    }
  }

  std::string_view pending(int client) { return clients_.at(client).owed; }

  void sent(int client, std::size_t count) { clients_.at(client).owed.erase(0, count); }

  bool is_done(int client) {
    const Client& one = clients_.at(client);
    return one.is_leaving && one.owed.empty();
  }

 private:
  struct Client {
    shortread::FrameDecoder decoder;
    Time name_is_due{};
    std::string name = {};    // empty: it is not in the room yet
    std::string owed = {};    // to be sent
    bool is_leaving = false;  // gets what it is owed, and nothing more is heard of it
  };

  void take(Client& one, std::string_view payload) {
    if (one.name.empty()) return enter(one, payload);
    if (!is_utf8(payload)) return refuse(one, "a message is UTF-8, and this is not");
    for (auto& [_, other] : clients_) {
      const bool listens = &other != &one && !other.name.empty() && !other.is_leaving;
      if (listens) deliver(other, frame(one.name) + frame(payload));
    }
  }

  void enter(Client& one, std::string_view name) {
    if (name.empty() || name.size() > 32) return refuse(one, "a name has 1 to 32 bytes");
    if (!is_utf8(name)) return refuse(one, "a name is UTF-8, and this is not");
    if (has_control_characters(name)) return refuse(one, "a name has no control characters");
    if (name == "server") return refuse(one, "only the server is called server");
    if (is_taken(name)) return refuse(one, "that name is taken");
    one.name = name;
  }

  bool is_taken(std::string_view name) const {
    for (const auto& [_, other] : clients_) {
      if (other.name == name && !other.is_leaving) return true;
    }
    return false;
  }

  // Who does not read is not waited for, and not remembered for ever either.
  void deliver(Client& one, const std::string& pair) {
    one.owed += pair;
    if (one.owed.size() <= limits_.lag_bytes) return;
    one.owed = std::string{};
    one.is_leaving = true;
  }

  // Behind whole pairs: what it is owed comes first.
  void refuse(Client& one, std::string_view why) {
    one.owed += frame("server") + frame(why);
    one.is_leaving = true;
  }

  Limits limits_;
  std::map<int, Client> clients_;
};

}  // namespace chat_select
