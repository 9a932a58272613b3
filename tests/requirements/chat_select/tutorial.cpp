// The tutorial's way, held to lesson 3's requirements: what its server does with the bytes that one
// readiness brought, as far as a hub can do it. That it waits for one client while it serves all,
// only whole programs show.
#include <map>
#include <stdexcept>
#include <string>

#include <utf8.h>

#include <lessons/03_chat_select/requirements.hpp>

namespace chat_select {

class Hub {
 public:
  explicit Hub(const Limits& /*limits*/) {}

  void connect(int client, Time /*now*/) { clients_[client]; }

  // recv(10) is a header, recv(length) is what it announces.
  void receive(int client, std::string_view bytes) {
    while (!bytes.empty() && !clients_.at(client).is_leaving) {
      const std::string header{bytes.substr(0, 10)};
      const auto length = static_cast<std::size_t>(std::stoi(header));
      const std::string data{bytes.substr(header.size()).substr(0, length)};
      bytes.remove_prefix(header.size() + data.size());
      take(clients_.at(client), header + data);
      std::ignore = decoded(data);  // for its own screen
    }
  }

  void finish(int client) { clients_.at(client).is_leaving = true; }
  void disconnect(int client) { clients_.erase(client); }
  void tick(Time /*now*/) {}

  std::string_view pending(int client) { return clients_.at(client).owed; }
  void sent(int client, std::size_t count) { clients_.at(client).owed.erase(0, count); }
  bool is_done(int client) { return clients_.at(client).is_leaving; }

 private:
  struct Client {
    std::string user;  // header and name, as they came
    std::string owed;
    bool is_leaving = false;
  };

  void take(Client& one, const std::string& frame) {
    if (one.user.empty()) {
      one.user = frame;
      return;
    }
    for (auto& [_, other] : clients_) {
      const bool listens = &other != &one && !other.user.empty() && !other.is_leaving;
      if (listens) other.owed += one.user + frame;
    }
  }

  static const std::string& decoded(const std::string& data) {
    if (!utf8::is_valid(data)) throw std::runtime_error{"UnicodeDecodeError"};
    return data;
  }

  std::map<int, Client> clients_;
};

}  // namespace chat_select
