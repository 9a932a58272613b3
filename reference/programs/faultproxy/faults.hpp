// What is to be done to a stream, decided by numbers alone: no socket, no clock.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>

namespace faultproxy {

/// The faults of one run, as the command line asks for them.
struct Faults {
  std::uint64_t piece_bytes = 0;   ///< pass on in pieces of so many bytes; 0: as they come
  bool has_random_pieces = false;  ///< of 1 to 16 bytes instead
  bool joins = false;              ///< gather until the sender pauses, then pass on at once
  std::optional<std::uint64_t> corrupt_at{};   ///< flip a bit of this byte of the stream
  std::optional<std::uint64_t> reset_after{};  ///< reset once so many bytes have passed
  bool half_closes = false;                    ///< end this direction after its first piece
  std::uint64_t seed = 0;
};

/// One direction of one connection: how the bytes at hand are passed on, from the stream's first
/// byte.
class FaultPlan {
 public:
  static constexpr std::uint64_t random_piece_max = 16;

  /// The same seed and stream number give the same pieces everywhere.
  FaultPlan(const Faults& faults, std::uint64_t stream_number);

  /// How many of `available` bytes go on next; 0 once the stream is to be reset. Where the cuts lie
  /// in the stream does not depend on how its bytes came: a piece whose end has not come yet goes
  /// on as far as it has, and its end is still a cut.
  [[nodiscard]] std::size_t next_piece(std::size_t available);

  /// Damages the byte that is to be damaged, if it is among the next `piece.size()` bytes of the
  /// stream: its offset in the piece, else nothing. Call it once for each received piece.
  std::optional<std::size_t> damage(std::span<std::byte> received);

  [[nodiscard]] bool wants_reset() const;
  [[nodiscard]] bool wants_half_close() const;

 private:
  [[nodiscard]] std::uint64_t draw_piece();

  Faults faults_;
  std::mt19937_64 random_;
  std::uint64_t received_ = 0;        // bytes damage() has seen
  std::uint64_t passed_ = 0;          // bytes next_piece() has let go
  std::uint64_t left_until_cut_ = 0;  // of the piece begun; 0: the next is not drawn yet
};

inline constexpr std::byte damaging_bit{0x01};

}  // namespace faultproxy
