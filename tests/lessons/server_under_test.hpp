// One of our servers, running on a free port.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <tests/lessons/played_stream.hpp>
#include <tests/support/child_process.hpp>

namespace shortread::tests {

class ServerUnderTest {
 public:
  explicit ServerUnderTest(const std::string& name, Arguments arguments = {})
      : process_{program(name), on_a_free_port(std::move(arguments))},
        address_{::shortread::testing::listening_address(process_)} {}

  [[nodiscard]] Connection connect() const {
    const auto endpoint = parse_endpoint(address_);
    if (!endpoint) throw std::runtime_error("not an address: " + address_);
    return must(connect_to(*endpoint));
  }

  /// A client whose kernel takes little at a time. Both ends size their buffers by the segments a
  /// client takes: small ones fill with a hundred kilobytes, the loopback's usual 64 KiB with
  /// megabytes.
  [[nodiscard]] Connection connect_with_small_buffers() const {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    Connection client{Descriptor{fd}, *parse_endpoint(address_)};
    set_option(client.descriptor, IPPROTO_TCP, TCP_MAXSEG, 536);
    set_option(client.descriptor, SOL_SOCKET, SO_RCVBUF, 4096);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(client.peer.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    return client;
  }

  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] std::string port() const { return address_.substr(address_.rfind(':') + 1); }
  [[nodiscard]] ChildProcess& process() { return process_; }

 private:
  static Arguments on_a_free_port(Arguments arguments) {
    arguments.insert(arguments.end(), {"--port", "0"});
    return arguments;
  }

  ChildProcess process_;
  std::string address_;
};

}  // namespace shortread::tests
