// The room: who is in it, under which name, and who gets what, in one order for all.
//
//   Room room;
//   auto ann = room.join("ann");               a member, or why not
//   room.speak(*ann, message);                 to everybody but ann
//   room.pending(*bob)                         what bob has not got yet
//   room.taken(*bob, 17)                       17 bytes of it have gone
#pragma once

#include <expected>
#include <list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include <shortread/chat/room_log.hpp>
#include <shortread/core/bytes.hpp>

namespace shortread::chat {

/// One who is in the room, or was: its place in the log. The room's own; nothing for anybody else.
struct Member {
  /// What it said itself, and so does not get.
  struct Own {
    RoomLog::Position begin;
    RoomLog::Position end;
  };

  std::string name;
  RoomLog::Position at = 0;
  /// From `at` on, oldest first; neighbours are one. A list, for an empty std::deque takes 576
  /// bytes, and almost everybody has none.
  std::list<Own> own = {};

  /// What one stretch takes, with the list's links and the heap's word.
  static constexpr std::size_t own_bytes = 3 * sizeof(Own);
};

class Room {
 public:
  /// From here on it gets what the others say. The error is a sentence that lives for ever.
  [[nodiscard]] std::expected<Member, std::string_view> join(ByteView name);

  /// Its name is free again. It gets nothing new; what it has not got yet is lost.
  void leave(const Member& member);

  /// A pair of frames for everybody else: the member's name, the message. Requires: it is UTF-8 and
  /// fits into a frame.
  void speak(Member& member, ByteView message);

  /// What the member has not got yet, up to `until`: one stretch of it, empty only where it has all
  /// of it. Valid until forget_before().
  [[nodiscard]] ByteView pending(Member& member, RoomLog::Position until) const;

  /// The same, as many stretches in a row as `stretches` has room for; returns how many.
  [[nodiscard]] std::size_t pending(Member& member, RoomLog::Position until,
                                    std::span<ByteView> stretches) const;

  /// So many bytes of what is pending have gone, of however many stretches.
  static void taken(Member& member, std::size_t bytes);

  /// Bytes it keeps the room from forgetting: the log's, and what its own stretches take.
  [[nodiscard]] std::uint64_t bytes_behind(Member& member) const;

  [[nodiscard]] const RoomLog& log() const noexcept { return log_; }
  void forget_before(RoomLog::Position position) { log_.forget_before(position); }
  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }

 private:
  RoomLog log_;
  Bytes pair_;  // being written; kept for its memory
  std::unordered_set<std::string> names_;
};

/// The two frames of one message.
void append_pair(Bytes& out, std::string_view name, ByteView message);

}  // namespace shortread::chat
