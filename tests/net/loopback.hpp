// Two ends of a real connection on this machine, and what a test asks of them.
#pragma once

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <gtest/gtest.h>
#include <shortread/net/stream.hpp>
#include <shortread/net/tcp.hpp>

namespace shortread::tests {

/// The value, or the end of this test with what the system said.
template <class Value>
Value must(std::expected<Value, SystemError> result) {
  if (!result) throw std::runtime_error(describe(result.error()));
  return std::move(*result);
}

inline void must(const std::expected<void, SystemError>& result) {
  if (!result) throw std::runtime_error(describe(result.error()));
}

inline Listener listen_anywhere(const std::string& host = "127.0.0.1") {
  return must(listen_on({.host = host, .port = 0}));
}

struct ConnectedPair {
  Connection client;
  Connection server;
};

inline ConnectedPair connect_through(const Listener& listener) {
  Connection client = must(connect_to(listener.local));
  return {std::move(client), must(accept_one(listener))};
}

inline ConnectedPair connected_pair() { return connect_through(listen_anywhere()); }

inline int option(const Descriptor& descriptor, int level, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  EXPECT_EQ(::getsockopt(descriptor.number(), level, name, &value, &size), 0);
  return value;
}

inline void set_option(const Descriptor& descriptor, int level, int name, int value) {
  EXPECT_EQ(::setsockopt(descriptor.number(), level, name, &value, sizeof value), 0);
}

/// Every byte differs from its neighbours, so that a lost or repeated one shows.
inline std::string alphabet(std::size_t bytes) {
  std::string text(bytes, '\0');
  for (std::size_t i = 0; i < bytes; ++i) text[i] = static_cast<char>('a' + i % 26);
  return text;
}

inline std::string received_until_closed(const Connection& connection) {
  return std::string{text_of(must(receive_until_closed(connection, 64 * MiB)))};
}

/// Bytes that have arrived and that nobody has read yet.
inline std::size_t bytes_waiting(const Connection& connection) {
  int count = 0;
  EXPECT_EQ(::ioctl(connection.descriptor.number(), FIONREAD, &count), 0);
  return static_cast<std::size_t>(count);
}

inline bool has_ipv6_loopback() {
  const int fd = ::socket(AF_INET6, SOCK_STREAM, 0);
  if (fd < 0) return false;
  const Descriptor probe{fd};
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  return ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace shortread::tests
