// The bytes one peer has not taken yet: peek at them, send what the kernel takes, commit that many.
#pragma once

#include <cstddef>
#include <cstdint>

#include <shortread/core/bytes.hpp>

namespace shortread {

/// The most a peer may leave unread before it is given up.
struct QueueLimit {
  std::uint64_t bytes = 1 * MiB;
};

/// Keeps order; loses and repeats nothing. Memory: at most twice the most that was ever pending.
class SendQueue {
 public:
  explicit SendQueue(QueueLimit limit = {}) noexcept : limit_{limit} {}

  /// Queues all of `bytes` (copied), or none where that would pass the limit: then it says false.
  [[nodiscard]] bool push(ByteView bytes);

  /// All that is pending, oldest first; valid until the next push() or commit().
  [[nodiscard]] ByteView peek() const noexcept { return ByteView{bytes_}.subspan(taken_); }

  /// The kernel took the first `count` bytes of peek(). Requires: count <= bytes_pending().
  void commit(std::size_t count);

  [[nodiscard]] std::size_t bytes_pending() const noexcept { return bytes_.size() - taken_; }
  [[nodiscard]] bool is_empty() const noexcept { return bytes_pending() == 0; }

 private:
  void forget_taken();

  QueueLimit limit_;
  Bytes bytes_;
  std::size_t taken_ = 0;  // bytes at the front that the kernel has; 0 <= taken_ <= bytes_.size()
};

}  // namespace shortread
