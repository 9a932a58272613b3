// One owner for one open descriptor: it is closed once, by whoever holds it last.
#pragma once

#include <unistd.h>
#include <cassert>
#include <utility>

namespace shortread {

/// Move-only. Holds an open descriptor, or nothing after it was moved from or closed.
class Descriptor {
 public:
  Descriptor() noexcept = default;
  explicit Descriptor(int fd) noexcept : fd_{fd} { assert(fd >= 0); }
  Descriptor(Descriptor&& other) noexcept : fd_{std::exchange(other.fd_, none)} {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      close();
      fd_ = std::exchange(other.fd_, none);
    }
    return *this;
  }
  // Closing the same number twice closes somebody else's file.
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  [[nodiscard]] bool is_open() const noexcept { return fd_ != none; }

  /// The number to hand to a system call. Requires: is_open().
  [[nodiscard]] int number() const noexcept {
    assert(is_open());
    return fd_;
  }

  /// Hands the number over: whoever takes it closes it. Requires: is_open().
  [[nodiscard]] int release() noexcept {
    assert(is_open());
    return std::exchange(fd_, none);
  }

  // Never repeated on EINTR: on Linux the descriptor is gone all the same, and may be another's.
  void close() noexcept {
    if (is_open()) ::close(std::exchange(fd_, none));
  }

 private:
  static constexpr int none = -1;
  int fd_ = none;
};

}  // namespace shortread
