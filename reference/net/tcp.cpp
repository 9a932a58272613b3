#include <shortread/net/tcp.hpp>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <memory>

#include <shortread/net/system_call.hpp>

namespace shortread {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

std::expected<Addresses, SystemError> resolve(const Endpoint& endpoint, int flags) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(endpoint.port);
  const int code = ::getaddrinfo(endpoint.host.c_str(), port.c_str(), &hints, &found);
  if (code == EAI_SYSTEM) return std::unexpected(last_error("getaddrinfo", endpoint));
  if (code != 0) {
    return std::unexpected(
        SystemError{"getaddrinfo", to_string(endpoint), {code, resolver_category()}});
  }
  return Addresses{found, &::freeaddrinfo};
}

Endpoint endpoint_of(const sockaddr_storage& address) {
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  ::getnameinfo(reinterpret_cast<const sockaddr*>(&address), sizeof address, host.data(),
                host.size(), port.data(), port.size(), NI_NUMERICHOST | NI_NUMERICSERV);
  return {host.data(), static_cast<std::uint16_t>(std::stoi(port.data()))};
}

Endpoint endpoint_of(const addrinfo& address) {
  sockaddr_storage storage{};
  std::copy_n(reinterpret_cast<const char*>(address.ai_addr), address.ai_addrlen,
              reinterpret_cast<char*>(&storage));
  return endpoint_of(storage);
}

std::expected<Descriptor, SystemError> open_socket(const addrinfo& address) {
  const auto fd = retry_interrupted("socket", endpoint_of(address), [&] {
    return ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC, address.ai_protocol);
  });
  if (!fd) return std::unexpected(fd.error());
  return Descriptor{*fd};
}

void set_option(const Descriptor& descriptor, int level, int option) {
  const int on = 1;
  ::setsockopt(descriptor.number(), level, option, &on, sizeof on);
}

// A small frame must not wait until the one before it is acknowledged: Nagle's algorithm and
// delayed acknowledgements together make 40 ms pauses of it.
void send_at_once(const Descriptor& descriptor) {
  set_option(descriptor, IPPROTO_TCP, TCP_NODELAY);
}

std::expected<Listener, SystemError> listen_at(const addrinfo& address) {
  auto descriptor = open_socket(address);
  if (!descriptor) return std::unexpected(descriptor.error());
  const Endpoint where = endpoint_of(address);
  set_option(*descriptor, SOL_SOCKET, SO_REUSEADDR);
  if (::bind(descriptor->number(), address.ai_addr, address.ai_addrlen) != 0) {
    return std::unexpected(last_error("bind", where));
  }
  if (::listen(descriptor->number(), SOMAXCONN) != 0)
    return std::unexpected(last_error("listen", where));
  sockaddr_storage local{};
  socklen_t size = sizeof local;
  if (::getsockname(descriptor->number(), reinterpret_cast<sockaddr*>(&local), &size) != 0) {
    return std::unexpected(last_error("getsockname", where));
  }
  return Listener{std::move(*descriptor), endpoint_of(local)};
}

// A connect() that a signal interrupts goes on in the background; a second call would be an error.
int finish_interrupted_connect(int fd, const Endpoint& peer) {
  pollfd wanted{.fd = fd, .events = POLLOUT, .revents = 0};
  const auto ready = retry_interrupted("poll", peer, [&] { return ::poll(&wanted, 1, -1); });
  int code = 0;
  socklen_t size = sizeof code;
  if (!ready || ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &size) != 0) return -1;
  errno = code;
  return code == 0 ? 0 : -1;
}

std::expected<Connection, SystemError> connect_at(const addrinfo& address) {
  auto descriptor = open_socket(address);
  if (!descriptor) return std::unexpected(descriptor.error());
  const Endpoint peer = endpoint_of(address);
  int result = ::connect(descriptor->number(), address.ai_addr, address.ai_addrlen);
  if (result != 0 && errno == EINTR)
    result = finish_interrupted_connect(descriptor->number(), peer);
  if (result != 0) return std::unexpected(last_error("connect", peer));
  send_at_once(*descriptor);
  return Connection{std::move(*descriptor), peer};
}

// The first address that works; where none does, what the last one said.
template <class Try>
auto first_that_works(const Addresses& addresses, Try attempt) -> decltype(attempt(*addresses)) {
  for (const addrinfo* address = addresses.get();; address = address->ai_next) {
    auto result = attempt(*address);
    if (result || address->ai_next == nullptr) return result;
  }
}

}  // namespace

std::expected<Listener, SystemError> listen_on(const Endpoint& endpoint) {
  const auto addresses = resolve(endpoint, AI_PASSIVE);
  if (!addresses) return std::unexpected(addresses.error());
  return first_that_works(*addresses, listen_at);
}

std::expected<Connection, SystemError> accept_one(const Listener& listener) {
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  const auto fd = retry_interrupted("accept", listener.local, [&] {
    return ::accept4(listener.descriptor.number(), reinterpret_cast<sockaddr*>(&peer), &size,
                     SOCK_CLOEXEC);
  });
  if (!fd) return std::unexpected(fd.error());
  Connection connection{Descriptor{*fd}, endpoint_of(peer)};
  send_at_once(connection.descriptor);
  return connection;
}

std::expected<Connection, SystemError> connect_to(const Endpoint& endpoint) {
  const auto addresses = resolve(endpoint, 0);
  if (!addresses) return std::unexpected(addresses.error());
  return first_that_works(*addresses, connect_at);
}

Endpoint local_endpoint(const Connection& connection) {
  sockaddr_storage local{};
  socklen_t size = sizeof local;
  ::getsockname(connection.descriptor.number(), reinterpret_cast<sockaddr*>(&local), &size);
  return endpoint_of(local);
}

}  // namespace shortread
