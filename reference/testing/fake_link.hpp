// The fake network: one connection, both its ends, and the time that bytes need between them.
//
//   FakeLink link{64};                   as many bytes fit between the ends
//   link.set_latency(End::a, 3);         what a sends from now on arrives 3 ticks later
//   link.send(End::a, "hello")           5
//   link.recv(End::b, room)              -1 EAGAIN: it is still on its way
//   link.advance(3); link.recv(...)      5
//
// Each end sees what a socket that does not wait would show it. How much one call moves is the
// network's choice: see allow(). tests/testing/link_and_kernel_test.cpp holds it to real sockets.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <shortread/testing/fake_stream.hpp>

namespace shortread::testing {

enum class End : std::uint8_t { a, b };

[[nodiscard]] constexpr End other(End end) { return end == End::a ? End::b : End::a; }

class FakeLink {
 public:
  /// `capacity`: bytes that fit between the ends in each direction, on their way or not yet read.
  explicit FakeLink(std::size_t capacity = std::size_t{64} * 1024) : capacity_{capacity} {}

  /// Bytes taken; EAGAIN where nothing fits; EPIPE after an own half-close or where the peer is
  /// gone; ECONNRESET once after a reset.
  Answer send(End from, std::string_view bytes);

  /// Bytes that have arrived; EAGAIN where none have; 0 when the peer's half-close has, and for
  /// ever; ECONNRESET once after a reset, then 0.
  Answer recv(End at, std::span<char> room);

  /// What was sent before still arrives, then the end.
  void half_close(End from);

  /// An abortive close: what has arrived can still be read, what is on its way is lost. After an
  /// own half-close that has arrived, the peer sees an end, and EPIPE when it sends.
  void reset(End from);

  /// Would recv() give anything but EAGAIN?
  [[nodiscard]] bool is_readable(End at) const;

  /// The next call of this end moves at most so many bytes; of 0, a send says EAGAIN if anything
  /// of it is unread, else it is not heeded: a kernel takes something where there is room.
  void allow(End end, std::size_t bytes) { state(end).allowed = bytes; }

  /// The next call of this end fails with EINTR.
  void interrupt(End end) { state(end).is_interrupted = true; }

  /// Ticks that what this end sends from now on is on its way. Nothing overtakes what went before.
  void set_latency(End from, std::uint64_t ticks) { state(from).latency = ticks; }

  void advance(std::uint64_t ticks) { now_ += ticks; }
  [[nodiscard]] std::uint64_t now() const noexcept { return now_; }

  /// Sent by this end and not read by the other.
  [[nodiscard]] std::size_t bytes_between(End from) const { return state(from).unread.size(); }

 private:
  // Of the bytes on their way, the next `count` after those before.
  struct Piece {
    std::uint64_t arrives_at = 0;
    std::size_t count = 0;
  };

  // One end: what it sent that the other has not read, and what has happened to it.
  struct State {
    std::string unread;
    std::vector<Piece> pieces;  // of unread, oldest first; none is empty
    std::uint64_t latency = 0;
    std::uint64_t last_arrival = 0;
    std::optional<std::uint64_t> end_arrives_at;  // of its half-close
    std::optional<std::size_t> allowed;
    bool is_interrupted = false;
    bool has_reset = false;   // it left with a reset
    bool was_reset = false;   // the other did
    bool owes_reset = false;  // and that was not told yet
  };

  [[nodiscard]] State& state(End end) { return states_[static_cast<std::size_t>(end)]; }
  [[nodiscard]] const State& state(End end) const { return states_[static_cast<std::size_t>(end)]; }
  [[nodiscard]] bool has_arrived(const State& sender) const;
  static std::optional<Answer> interruption(State& own);

  std::size_t capacity_;
  std::uint64_t now_ = 0;
  std::array<State, 2> states_;
};

}  // namespace shortread::testing
