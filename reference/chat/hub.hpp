// A chat server without a socket in it: connections, bytes and time go in; what each client may be
// sent, and who is to be closed, comes out. Wire format: docs/wire.md, requirements chat/x.y.
//
//   const ClientId client = hub.connect(now);
//   hub.receive(client, bytes);                     its name, its messages, or rubbish
//   hub.pending(client)                             send that, as much as the kernel takes,
//   hub.sent(client, 17);                           and say how much it was
//   if (hub.is_done(client)) ...                    shut it down, then hub.disconnect(client, why)
//
// Nothing a client sends reaches anybody but as a message delivered whole, and nothing it does
// delays or ends another.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <shortread/chat/room.hpp>
#include <shortread/core/bytes.hpp>
#include <shortread/core/frame_decoder.hpp>

namespace shortread::chat {

/// Never given twice.
using ClientId = std::uint64_t;

/// Since whenever the caller's clock began. It never goes back.
using Time = std::chrono::milliseconds;

struct HubLimits {
  std::uint64_t clients = 1000;               ///< further ones are refused
  FrameLimit message{.bytes = 64 * KiB};      ///< longer ones end their sender
  std::uint64_t lag_bytes = 16 * MiB;         ///< who is further behind the room is closed
  Time name_time = std::chrono::seconds{10};  ///< who has no name by then is closed
};

/// What happened to a client: for a log, for a test.
struct Event {
  enum class Kind : std::uint8_t {
    joined,
    refused,  ///< it broke a rule, and `why` is what it was told
    left,     ///< of its own, or of somebody's network: `why`
    dropped   ///< it fell too far behind: nothing more can be told to it, its connection is to end
  };
  Kind kind;
  ClientId client;
  std::string name;  ///< empty where it never had one; a peer's bytes, unescaped
  std::string why;
};

/// Not thread-safe. Memory: the log, at most HubLimits::lag_bytes and 128 KiB more; a client, its
/// torn frame and about half a KiB.
class Hub {
 public:
  explicit Hub(HubLimits limits = {}) : limits_{limits} {}

  /// A connection has come. It may be refused at once: then it is told why, as any other.
  [[nodiscard]] ClientId connect(Time now);

  /// What one recv brought. Of a client that is leaving, nothing counts any more.
  void receive(ClientId client, ByteView bytes);

  /// The peer has closed its side: it has left, and still gets what it is owed.
  void finish(ClientId client);

  /// The connection is no more; `why` is for the event, where it was in the room until now.
  void disconnect(ClientId client, std::string_view why);

  /// Refuses who has had no name for too long; forgets what everybody has.
  void tick(Time now);

  /// When tick() has something to do next, though nothing comes.
  [[nodiscard]] std::optional<Time> next_deadline() const;

  /// The server ends: everybody has left, and still gets what it is owed.
  void finish_all(std::string_view why);

  /// What this client is owed: one stretch of it, empty only where there is nothing. Valid until
  /// the next call that is not const, but sent().
  [[nodiscard]] ByteView pending(ClientId client);

  /// The same, as many stretches in a row as `stretches` has room for; returns how many.
  [[nodiscard]] std::size_t pending(ClientId client, std::span<ByteView> stretches);

  /// So many bytes of what was pending have gone, of however many stretches.
  void sent(ClientId client, std::size_t bytes);

  /// It is leaving and has all that it is owed: shut the connection down.
  [[nodiscard]] bool is_done(ClientId client);

  /// In the order in which it happened, and from now on forgotten.
  [[nodiscard]] std::vector<Event> take_events();

  [[nodiscard]] std::size_t clients() const noexcept { return clients_.size(); }
  [[nodiscard]] const Room& room() const noexcept { return room_; }

 private:
  enum class Standing : std::uint8_t { nameless, in_the_room, leaving, dropped };

  struct Client {
    FrameDecoder decoder;
    Standing standing = Standing::nameless;
    std::optional<Member> member = std::nullopt;  // with a place in the log; it may have left
    RoomLog::Position until = 0;                  // of one that is leaving: what it is owed
    Bytes farewell = {};                          // then this
    std::size_t farewell_sent = 0;
  };
  using Entry = std::unordered_map<ClientId, Client>::value_type;

  [[nodiscard]] static bool is_heard(const Client& client);
  [[nodiscard]] Client& at(ClientId client) { return clients_.at(client); }
  [[nodiscard]] RoomLog::Position end_for(const Client& client) const;
  [[nodiscard]] ByteView owed_of_the_room(Client& client) const;
  void take_frame(Entry& entry, ByteView payload);
  void name(Entry& entry, ByteView name);
  void refuse(Entry& entry, std::string_view why);
  void leave(Entry& entry, Event::Kind kind, std::string_view why);
  void drop(Entry& entry);
  void trim();

  HubLimits limits_;
  Room room_;
  std::unordered_map<ClientId, Client> clients_;
  struct Deadline {
    Time when;
    ClientId client;
  };
  std::deque<Deadline> deadlines_;  // all wait equally long, so the first to come is the first due
  std::vector<Event> events_;
  ClientId next_ = 1;
  RoomLog::Position trimmed_at_ = 0;
  std::optional<Time> trim_due_;
};

}  // namespace shortread::chat
