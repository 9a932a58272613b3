// What is said in a load, and what everybody must hear of it: every byte of every message, in its
// sender's order, once. No socket in it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <limits>
#include <string>
#include <vector>

#include <shortread/core/bytes.hpp>

namespace shortread::bench {

using Clock = std::chrono::steady_clock;

/// What went wrong, in a sentence: the server's damage, or a call that failed.
template <typename Value = void>
using OrTrouble = std::expected<Value, std::string>;

/// The first `senders` of `clients` speak, in messages of `payload` bytes.
struct Load {
  std::uint64_t clients = 10;
  std::uint64_t senders = 1;
  std::uint64_t payload = 16;
  std::uint64_t window = 256;  ///< a sender's messages under way: said, and not yet heard by all
};

inline constexpr std::uint64_t payload_min = 16;  ///< a message carries its number
inline constexpr std::uint64_t clients_max = 9999;

/// All pairs of a load are equally long, so a stream is known to be right by comparing blocks.
class Conversation {
 public:
  /// Remembers `remembered` messages of each sender, at least: nobody may be further behind.
  Conversation(const Load& load, std::uint64_t remembered);

  [[nodiscard]] static std::string name_of(std::uint64_t client);
  [[nodiscard]] std::size_t pair_bytes() const noexcept { return pair_bytes_; }

  /// The sender's next message, as the frame it sends. Valid until it has said `remembered` more.
  [[nodiscard]] ByteView say(std::uint64_t sender, Clock::time_point due);

  /// What came for a client: whole pairs. The error says who got what in place of what.
  [[nodiscard]] OrTrouble<> hear(std::uint64_t client, ByteView pairs, Clock::time_point now);

  /// Has it heard the newest message of sender 0? Who comes late begins with any of them.
  [[nodiscard]] bool is_up_to_date(std::uint64_t client) const;

  /// Has everybody in the room heard sender 0's oldest remembered message? One more would be lost.
  [[nodiscard]] bool may_be_spoken() const;

  /// From here on `clients` are in the room, and messages under way are counted.
  void begin(std::uint64_t clients);

  [[nodiscard]] std::uint64_t under_way(std::uint64_t sender) const { return under_way_[sender]; }
  [[nodiscard]] std::uint64_t under_way() const;
  [[nodiscard]] std::uint64_t remembered() const noexcept { return mask_ + 1; }
  [[nodiscard]] std::uint64_t deliveries() const noexcept { return deliveries_; }

  /// From here on the time from `due` to `now` of each delivery is kept.
  void keep_latencies() { keeps_latencies_ = true; }
  [[nodiscard]] std::vector<std::uint32_t>& latencies_us() noexcept { return latencies_us_; }

 private:
  static constexpr std::uint64_t not_yet = std::numeric_limits<std::uint64_t>::max();

  struct Message {
    std::uint64_t owed = 0;  // receivers that have not got it
    Clock::time_point due;
  };

  [[nodiscard]] std::size_t place(std::uint64_t sender, std::uint64_t number) const;
  [[nodiscard]] std::byte* pair_at(std::size_t place) {
    return pairs_.data() + place * pair_bytes_;
  }
  [[nodiscard]] std::uint64_t sender_of(const std::byte* pair) const;
  [[nodiscard]] std::uint64_t first_heard(const std::byte* pair) const;
  [[nodiscard]] std::uint64_t& next(std::uint64_t client, std::uint64_t sender) {
    return next_[client * load_.senders + sender];
  }
  [[nodiscard]] OrTrouble<> hear_one(std::uint64_t client, const std::byte* pair,
                                     Clock::time_point now);
  void count(std::uint64_t sender, Message& message, Clock::time_point now);
  void write_pairs();

  Load load_;
  std::size_t pair_bytes_;
  std::uint64_t mask_;
  Bytes pairs_;                           // of each sender, the last ones it said
  std::vector<Message> messages_;         // of the same
  std::vector<std::uint64_t> said_;       // by each sender
  std::vector<std::uint64_t> under_way_;  // of each sender
  std::vector<std::uint64_t> next_;       // by client and sender: the number it must hear next
  std::uint64_t clients_ = 0;             // in the room
  std::uint64_t deliveries_ = 0;
  bool keeps_latencies_ = false;
  std::vector<std::uint32_t> latencies_us_;
};

}  // namespace shortread::bench
