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

void close_gently(Connection connection) {
  using namespace std::chrono;
  finish_sending(connection);
  const auto deadline = steady_clock::now() + 1s;
  std::array<std::byte, 16 * KiB> thrown_away;
  for (std::uint64_t left = 1 * MiB; left > 0;) {
    const auto wait = duration_cast<milliseconds>(deadline - steady_clock::now());
    pollfd wanted{.fd = connection.descriptor.number(), .events = POLLIN, .revents = 0};
    const auto wait_ms = static_cast<int>(std::max<milliseconds::rep>(wait.count(), 0));
    const auto ready =
        retry_interrupted("poll", connection.peer, [&] { return ::poll(&wanted, 1, wait_ms); });
    if (!ready || *ready == 0) return;
    const auto piece = receive_some(connection, thrown_away);
    if (!piece || piece->empty()) return;
    left -= std::min<std::uint64_t>(left, piece->size());
  }
}

}  // namespace shortread
