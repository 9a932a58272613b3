// What lesson 3's exercise must provide, in chat_select.cpp: a chat server's hub, with no socket in
// it. Connections, bytes and time go in; what each client may be sent, and who is to be closed,
// comes out. The numbers are those of docs/wire.md.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace chat_select {

/// Since whenever the server's clock began. It never goes back.
using Time = std::chrono::milliseconds;

struct Limits {
  std::size_t clients = 1000;                 ///< one more is refused (chat/4.4)
  std::uint64_t message_bytes = 64 * 1024;    ///< a longer one ends its sender (chat/2.3)
  std::size_t lag_bytes = 16 * 1024 * 1024;   ///< who has more than that to read is closed
  Time name_time = std::chrono::seconds{10};  ///< who has no name by then is closed
};

/// Your `class Hub` is made with the limits. A client is a number, which is never used again.
template <class T>
concept HubOfARoom =
    std::constructible_from<T, const Limits&> &&
    requires(T hub, int client, std::string_view bytes, Time now, std::size_t count) {
      // A connection has come.
      { hub.connect(client, now) } -> std::same_as<void>;
      // What one recv() brought: half a header, three messages and a bit, or rubbish.
      { hub.receive(client, bytes) } -> std::same_as<void>;
      // The client has closed its side. It has left, and still gets what it is owed.
      { hub.finish(client) } -> std::same_as<void>;
      // Its connection is no more: forget it.
      { hub.disconnect(client) } -> std::same_as<void>;
      // It is that late now: who has no name yet, though its time is over?
      { hub.tick(now) } -> std::same_as<void>;
      // What this client may be sent; nothing where it has all. The caller looks at it at once.
      { hub.pending(client) } -> std::convertible_to<std::string_view>;
      // The kernel has taken so many bytes of that.
      { hub.sent(client, count) } -> std::same_as<void>;
      // It is leaving and has all that it is owed, or nothing more can be told to it: close it.
      { hub.is_done(client) } -> std::same_as<bool>;
    };

}  // namespace chat_select
