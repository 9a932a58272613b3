// All clients of a load in one process: connected, named, read by one epoll.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <vector>

#include <shortread/net/tcp.hpp>
#include <tests/bench/chat/conversation.hpp>

namespace shortread::bench {

class Crowd {
 public:
  /// `patience`: how long nothing may come while something is owed, before that counts as a loss.
  Crowd(Endpoint server, const Load& load, std::uint64_t remembered, std::chrono::seconds patience);

  /// Connects the first `clients` of the load, and returns when all of them are in the room: each
  /// hears client 0, who speaks until then.
  [[nodiscard]] OrTrouble<> gather(std::uint64_t clients);

  /// From here on who was gathered is all there is.
  void begin() { conversation_.begin(clients_.size()); }

  /// Puts the sender's next message into what it sends at the next turn.
  void say(std::uint64_t sender, Clock::time_point due = {});

  /// Sends what is to be sent, waits at most until `until` for something to come, hears it.
  [[nodiscard]] OrTrouble<> turn(Clock::time_point until);

  /// Until everybody has heard everything.
  [[nodiscard]] OrTrouble<> hear_out();

  /// Everybody finishes sending and reads to the end: one more byte is damage.
  [[nodiscard]] OrTrouble<> part();

  [[nodiscard]] Conversation& conversation() noexcept { return conversation_; }

 private:
  struct Client {
    Connection connection;
    Bytes torn;    // the beginning of a pair
    Bytes unsent;  // from `sent` on
    std::size_t sent = 0;
    bool awaits_room = false;  // the kernel has none: epoll will say when it has
  };

  [[nodiscard]] OrTrouble<> enter(std::uint64_t client);
  [[nodiscard]] bool all_hear() const;
  [[nodiscard]] OrTrouble<> speak_until_all_hear();
  [[nodiscard]] OrTrouble<> send_pending();
  [[nodiscard]] OrTrouble<> send(std::uint64_t client);
  [[nodiscard]] OrTrouble<> receive(std::uint64_t client);
  [[nodiscard]] OrTrouble<> read_to_end(std::uint64_t client);
  [[nodiscard]] int wait(Clock::time_point until);
  void watch(std::uint64_t client, int operation, std::uint32_t events);

  Endpoint server_;
  Load load_;
  std::chrono::seconds patience_;
  Conversation conversation_;
  Descriptor epoll_;
  std::vector<Client> clients_;
  std::array<epoll_event, 1024> ready_{};
  Bytes room_;
};

}  // namespace shortread::bench
