#include <shortread/net/gathered_send.hpp>

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cassert>

namespace shortread {

GatheredSend send_gathered(int fd, std::span<const ByteView> stretches) {
  assert(stretches.size() <= stretches_a_send);
  std::array<iovec, stretches_a_send> parts;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    parts[i] = {.iov_base = const_cast<std::byte*>(stretches[i].data()),  // only read from
                .iov_len = stretches[i].size()};
    bytes += stretches[i].size();
  }
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = stretches.size();
  return {.sent = ::sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT), .bytes = bytes};
}

}  // namespace shortread
