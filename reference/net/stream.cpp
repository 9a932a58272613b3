#include <shortread/net/stream.hpp>

#include <poll.h>
#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <chrono>

#include <shortread/net/system_call.hpp>

namespace shortread {

std::expected<void, SystemError> send_all(const Connection& connection, ByteView bytes) {
  while (!bytes.empty()) {
    const auto sent = retry_interrupted("send", connection.peer, [&] {
      return ::send(connection.descriptor.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    });
    if (!sent) return std::unexpected(sent.error());
    bytes = bytes.subspan(static_cast<std::size_t>(*sent));
  }
  return {};
}

std::expected<ByteView, SystemError> receive_some(const Connection& connection,
                                                  std::span<std::byte> room) {
  const auto received = retry_interrupted("recv", connection.peer, [&] {
    return ::recv(connection.descriptor.number(), room.data(), room.size(), 0);
  });
  if (!received) return std::unexpected(received.error());
  return room.first(static_cast<std::size_t>(*received));
}

std::expected<bool, SystemError> wait_for_bytes(const Connection& connection,
                                                std::chrono::milliseconds in_time) {
  pollfd wanted{.fd = connection.descriptor.number(), .events = POLLIN, .revents = 0};
  const auto ready = retry_interrupted("poll", connection.peer, [&] {
    return ::poll(&wanted, 1, static_cast<int>(std::max<std::int64_t>(in_time.count(), 0)));
  });
  if (!ready) return std::unexpected(ready.error());
  return *ready > 0;
}

std::expected<Bytes, SystemError> receive_until_closed(const Connection& connection,
                                                       std::uint64_t bytes_max) {
  Bytes all;
  std::array<std::byte, 64 * KiB> room;
  for (;;) {
    const auto piece = receive_some(connection, room);
    if (!piece) return std::unexpected(piece.error());
    if (piece->empty()) return all;
    if (piece->size() > bytes_max - all.size()) {
      return std::unexpected(SystemError{"recv", to_string(connection.peer),
                                         std::make_error_code(std::errc::message_size)});
    }
    all.insert(all.end(), piece->begin(), piece->end());
  }
}

void finish_sending(const Connection& connection) {
  ::shutdown(connection.descriptor.number(), SHUT_WR);
}

void stop_receiving(const Connection& connection) {
  ::shutdown(connection.descriptor.number(), SHUT_RD);
}

void reset(Connection connection) {
  // Lingering for no time at all means: throw away what is unsent and answer with RST (socket(7)).
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(connection.descriptor.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void close_gently(Connection connection) {
  using namespace std::chrono;
  finish_sending(connection);
  const auto deadline = steady_clock::now() + 1s;
  std::array<std::byte, 16 * KiB> thrown_away;
  for (std::uint64_t left = 1 * MiB; left > 0;) {
    const auto wait = duration_cast<milliseconds>(deadline - steady_clock::now());
    const auto has_bytes = wait_for_bytes(connection, wait);
    if (!has_bytes || !*has_bytes) return;
    const auto piece = receive_some(connection, thrown_away);
    if (!piece || piece->empty()) return;
    left -= std::min<std::uint64_t>(left, piece->size());
  }
}

}  // namespace shortread
