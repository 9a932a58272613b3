// All that was said in a room, each byte once: an append-only stream that readers stand in.
//
//   RoomLog log;
//   log.append(pair);                          for everybody
//   log.read(position, log.end())              what a reader at `position` has not seen yet
//   log.forget_before(slowest)                 nobody needs that any more
//
// Every receiver gets the same bytes, so none has a queue of its own: it is a position in here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

#include <shortread/core/bytes.hpp>

namespace shortread::chat {

/// Memory: what is between begin() and end(), and at most two pieces of 64 KiB more.
class RoomLog {
 public:
  /// Bytes since the room began; it never falls.
  using Position = std::uint64_t;

  [[nodiscard]] Position begin() const noexcept { return begin_; }
  [[nodiscard]] Position end() const noexcept { return end_; }

  void append(ByteView bytes);

  /// The bytes from `from` on, up to `until` or to where they lie elsewhere: empty only where
  /// from == until. Valid until forget_before() passes them. Requires: begin() <= from <= until <=
  /// end().
  [[nodiscard]] ByteView read(Position from, Position until) const;

  /// Requires: position <= end(). A position already forgotten changes nothing.
  void forget_before(Position position);

  /// Bytes held, whether filled or not.
  [[nodiscard]] std::size_t bytes_held() const noexcept;

 private:
  static constexpr std::size_t piece_bytes = 64 * KiB;
  using Piece = std::unique_ptr<std::byte[]>;

  [[nodiscard]] std::size_t room_in_last_piece() const noexcept;
  void add_piece();

  std::deque<Piece> pieces_;  // the first holds the byte at first_
  Piece spare_;               // forgotten, and ready for what comes next
  Position first_ = 0;        // of pieces_.front(), a multiple of piece_bytes
  Position begin_ = 0;
  Position end_ = 0;
};

}  // namespace shortread::chat
