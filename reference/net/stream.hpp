// Bytes through one connection: send everything, receive what is there.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>

#include <shortread/core/bytes.hpp>
#include <shortread/net/system_error.hpp>
#include <shortread/net/tcp.hpp>

namespace shortread {

/// Sends all of `bytes`, however few the kernel takes at a time; waits while the peer does not
/// read. A peer that has gone is an error (EPIPE, ECONNRESET), never a signal.
[[nodiscard]] std::expected<void, SystemError> send_all(const Connection& connection,
                                                        ByteView bytes);

/// What has arrived, at most `room` bytes of it: the part of `room` that was filled. It may be
/// shorter than what was sent, or hold two messages. Waits for the first byte; empty means the peer
/// has closed.
[[nodiscard]] std::expected<ByteView, SystemError> receive_some(const Connection& connection,
                                                                std::span<std::byte> room);

/// Waits until there is something to receive, an end included: has it come in time?
[[nodiscard]] std::expected<bool, SystemError> wait_for_bytes(const Connection& connection,
                                                              std::chrono::milliseconds in_time);

/// Everything until the peer closes. More than `bytes_max` is the error EMSGSIZE.
[[nodiscard]] std::expected<Bytes, SystemError> receive_until_closed(const Connection& connection,
                                                                     std::uint64_t bytes_max);

/// Says that nothing more will be sent; receiving goes on (a half-close).
void finish_sending(const Connection& connection);

/// Finishes sending, then waits up to a second for the peer to close, throwing away at most 1 MiB
/// that it still sends. Closing at once would answer those bytes with a reset, and a reset destroys
/// what the peer has not read yet. (RFC 9293 3.10.4 and 3.6.1)
void close_gently(Connection connection);

/// Wakes a receive on another thread: from here on it reads an end. The peer notices nothing.
void stop_receiving(const Connection& connection);

/// Closes with a reset: the peer's next call fails with ECONNRESET, once it has read what was sent.
void reset(Connection connection);

}  // namespace shortread
