// The reference, held to lesson 3's requirements: the library's hub.
#include <map>

#include <shortread/chat/hub.hpp>

#include <lessons/03_chat_select/requirements.hpp>

namespace chat_select {

class Hub {
 public:
  explicit Hub(const Limits& limits)
      : hub_{{.clients = limits.clients,
              .message = {.bytes = limits.message_bytes},
              .lag_bytes = limits.lag_bytes,
              .name_time = limits.name_time}} {}

  void connect(int client, Time now) { clients_[client].id = hub_.connect(now); }
  void receive(int client, std::string_view bytes) {
    hub_.receive(id(client), shortread::bytes_of(bytes));
    see_who_is_dropped();
  }
  void finish(int client) { hub_.finish(id(client)); }
  void disconnect(int client) {
    hub_.disconnect(id(client), "it is gone");
    clients_.erase(client);
  }
  void tick(Time now) {
    hub_.tick(now);
    see_who_is_dropped();
  }
  std::string_view pending(int client) { return shortread::text_of(hub_.pending(id(client))); }
  void sent(int client, std::size_t count) { hub_.sent(id(client), count); }
  bool is_done(int client) { return clients_.at(client).is_dropped || hub_.is_done(id(client)); }

 private:
  struct Client {
    shortread::chat::ClientId id = 0;
    bool is_dropped = false;
  };

  shortread::chat::ClientId id(int client) const { return clients_.at(client).id; }

  void see_who_is_dropped() {
    for (const auto& event : hub_.take_events()) {
      if (event.kind != shortread::chat::Event::Kind::dropped) continue;
      for (auto& [_, client] : clients_) {
        if (client.id == event.client) client.is_dropped = true;
      }
    }
  }

  shortread::chat::Hub hub_;
  std::map<int, Client> clients_;
};

}  // namespace chat_select
