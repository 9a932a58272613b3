// Bytes that lie in several places, in one send: each call wakes the receiver, which costs more
// than most messages' bytes do.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <span>

#include <shortread/core/bytes.hpp>

namespace shortread {

inline constexpr std::size_t stretches_a_send = 16;

struct GatheredSend {
  ssize_t sent;       ///< as send() returns it: how many bytes were taken, or -1 and errno
  std::size_t bytes;  ///< how many there were
};

/// Never waits, and never raises SIGPIPE. Requires: at most stretches_a_send of them.
[[nodiscard]] GatheredSend send_gathered(int fd, std::span<const ByteView> stretches);

}  // namespace shortread
