#include "chat_guest.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include <shortread/core/frame_encoder.hpp>
#include <shortread/core/printable.hpp>
#include <shortread/net/stream.hpp>

namespace course {
namespace {

using Clock = std::chrono::steady_clock;

shortread::Connection connected_to(const std::string& port) {
  auto connection =
      shortread::connect_to({"127.0.0.1", static_cast<std::uint16_t>(std::stoi(port))});
  if (!connection) throw std::runtime_error{describe(connection.error())};
  return *std::move(connection);
}

std::chrono::milliseconds left_until(Clock::time_point give_up) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(give_up - Clock::now());
  return std::max(left, std::chrono::milliseconds{0});
}

bool takes_more(int fd, Clock::time_point give_up) {
  pollfd wanted{fd, POLLOUT, 0};
  return ::poll(&wanted, 1, static_cast<int>(left_until(give_up).count())) == 1;
}

}  // namespace

ChatGuest::ChatGuest(const std::string& port)
    : connection_{connected_to(port)}, room_(256 * shortread::KiB) {}

bool ChatGuest::says(std::string_view text, Time patience) {
  const auto give_up = Clock::now() + patience;
  const int fd = connection_.descriptor.number();
  const shortread::Bytes frame = shortread::encode_frame(shortread::bytes_of(text));
  for (std::size_t at = 0; at < frame.size();) {
    const ssize_t sent =
        ::send(fd, frame.data() + at, frame.size() - at, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) at += static_cast<std::size_t>(sent);
    else if (errno == EAGAIN && !takes_more(fd, give_up)) return false;
    else if (errno != EAGAIN && errno != EINTR) return false;
  }
  return true;
}

std::optional<std::string> ChatGuest::hears(Time patience) {
  const auto give_up = Clock::now() + patience;
  for (;;) {
    const auto frame = decoder_.next_frame();
    if (!frame) return std::nullopt;  // what the server sends is out of step
    if (!*frame) {
      if (!receive_until(give_up)) return std::nullopt;
    } else if (!name_) {
      name_ = shortread::printable(**frame);
    } else {
      return *std::exchange(name_, std::nullopt) + " > " + shortread::printable(**frame);
    }
  }
}

bool ChatGuest::receive_until(Clock::time_point give_up) {
  if (was_closed_) return false;
  const auto is_ready = wait_for_bytes(connection_, left_until(give_up));
  if (!is_ready || !*is_ready) return false;
  const auto piece = receive_some(connection_, room_);
  was_closed_ = !piece || piece->empty();
  if (!was_closed_) decoder_.feed(*piece);
  return !was_closed_;
}

void ChatGuest::resets() { reset(std::move(connection_)); }

}  // namespace course
