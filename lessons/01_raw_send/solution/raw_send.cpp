// Lesson 1, the exercise solved, as plainly as it goes.

#include "requirements.hpp"

#include <sys/socket.h>
#include <cerrno>

namespace raw_send {

bool send_everything(int peer, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

Received receive_until_closed(int peer) {
  Received all;
  char room[4096];
  for (;;) {
    const ssize_t received = recv(peer, room, sizeof room, 0);
    if (received < 0 && errno == EINTR) continue;
    if (received < 0) return all;
    if (received == 0) break;
    all.bytes.append(room, static_cast<std::size_t>(received));
  }
  all.is_whole = true;
  return all;
}

}  // namespace raw_send
