#include <shortread/core/send_queue.hpp>

#include <cassert>

namespace shortread {

bool SendQueue::push(ByteView bytes) {
  if (bytes.size() > limit_.bytes || bytes_pending() > limit_.bytes - bytes.size()) return false;
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  return true;
}

void SendQueue::commit(std::size_t count) {
  assert(count <= bytes_pending());
  taken_ += count;
  // Moving the rest forward costs its length: done only when at least as much goes, so that each
  // byte is moved once at most, however small the pieces the kernel takes.
  if (taken_ >= bytes_pending()) forget_taken();
}

void SendQueue::forget_taken() {
  bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(taken_));
  taken_ = 0;
}

}  // namespace shortread
