#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <linux/sockios.h>

#include <array>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include <shortread/net/receive_queue.hpp>

namespace shortread {
namespace {

// Field N of a line, fields being parted by spaces: "0: 0100007F:04D2 0100007F:A3F0 01
// 00000000:0000001E".
std::string_view field(std::string_view line, int number) {
  for (;; --number) {
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    const std::string_view first = line.substr(0, line.find(' '));
    if (number == 0) return first;
    line.remove_prefix(first.size());
  }
}

std::optional<std::uint64_t> hexadecimal(std::string_view text) {
  std::uint64_t value = 0;
  const auto end = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(text.data(), end, value, 16);
  if (error != std::errc{} || parsed != end) return std::nullopt;
  return value;
}

void append_hex(std::string& out, std::uint32_t value, int digits) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  for (int i = digits - 1; i >= 0; --i) out += hex[(value >> (4 * i)) & 15U];
}

// The table shows each 32-bit word of an address as this machine reads it.
std::string table_address(const void* address, std::size_t words, in_port_t port) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    std::uint32_t word = 0;
    std::memcpy(&word, static_cast<const char*>(address) + 4 * i, 4);
    append_hex(text, word, 8);
  }
  text += ':';
  append_hex(text, ntohs(port), 4);
  return text;
}

std::string table_address(const sockaddr_storage& address) {
  if (address.ss_family == AF_INET) {
    const auto& ipv4 = reinterpret_cast<const sockaddr_in&>(address);
    return table_address(&ipv4.sin_addr, 1, ipv4.sin_port);
  }
  const auto& ipv6 = reinterpret_cast<const sockaddr_in6&>(address);
  return table_address(&ipv6.sin6_addr, 4, ipv6.sin6_port);
}

std::string contents(const char* path) {
  std::ifstream file{path};
  return {std::istreambuf_iterator<char>{file}, {}};
}

// Who listens on [::] has an IPv4 connection in the table of IPv6, as ::ffff:a.b.c.d; the other end
// has it in the table of IPv4.
constexpr std::string_view mapped = "0000000000000000FFFF0000";

std::optional<std::uint64_t> rx_queue(std::string local, std::string remote) {
  const bool is_mapped = local.starts_with(mapped) && remote.starts_with(mapped);
  const bool is_ipv4 = is_mapped || local.size() == std::string_view{"0100007F:04D2"}.size();
  if (!is_ipv4) return rx_queue_in_table(contents("/proc/net/tcp6"), local, remote);
  if (is_mapped) {
    local.erase(0, mapped.size());
    remote.erase(0, mapped.size());
  }
  if (const auto found = rx_queue_in_table(contents("/proc/net/tcp"), local, remote)) return found;
  return rx_queue_in_table(contents("/proc/net/tcp6"), std::string{mapped} + local,
                           std::string{mapped} + remote);
}

}  // namespace

std::optional<std::uint64_t> rx_queue_in_table(std::string_view table, std::string_view local,
                                               std::string_view remote) {
  while (!table.empty()) {
    const std::string_view line = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(line.size() + 1, table.size()));
    if (field(line, 1) != local || field(line, 2) != remote) continue;
    const std::string_view queues = field(line, 4);  // tx_queue:rx_queue
    const auto colon = queues.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    return hexadecimal(queues.substr(colon + 1));
  }
  return std::nullopt;
}

std::optional<std::uint64_t> bytes_unread_by_peer(const Connection& connection) {
  const int fd = connection.descriptor.number();
  sockaddr_storage ours{};
  sockaddr_storage theirs{};
  socklen_t ours_size = sizeof ours;
  socklen_t theirs_size = sizeof theirs;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&ours), &ours_size) != 0 ||
      ::getpeername(fd, reinterpret_cast<sockaddr*>(&theirs), &theirs_size) != 0) {
    return std::nullopt;
  }
  // First what is on the way, then what has arrived: in the other order, what arrives between the
  // two questions is in neither answer.
  int on_the_way = 0;
  if (::ioctl(fd, SIOCOUTQ, &on_the_way) != 0) return std::nullopt;
  // Its row has its own address first.
  const auto unread = rx_queue(table_address(theirs), table_address(ours));
  if (!unread) return std::nullopt;
  return *unread + static_cast<std::uint64_t>(on_the_way);
}

}  // namespace shortread
