// listen_on, accept_one, connect_to on real sockets: IPv4, IPv6, names, ports taken and free.
#include <gtest/gtest.h>
#include <tests/net/loopback.hpp>

namespace shortread::tests {
namespace {

void expect_bytes_both_ways(const std::string& host) {
  const ConnectedPair pair = connect_through(listen_anywhere(host));
  must(send_all(pair.client, bytes_of("to the server")));
  finish_sending(pair.client);
  EXPECT_EQ(received_until_closed(pair.server), "to the server");
  must(send_all(pair.server, bytes_of("and back")));
  finish_sending(pair.server);
  EXPECT_EQ(received_until_closed(pair.client), "and back");
}

TEST(Tcp, connects_over_ipv4) { expect_bytes_both_ways("127.0.0.1"); }

TEST(Tcp, connects_over_ipv6) {
  if (!has_ipv6_loopback()) GTEST_SKIP() << "this machine has no IPv6 loopback address";
  expect_bytes_both_ways("::1");
}

TEST(Tcp, connects_by_name) { expect_bytes_both_ways("localhost"); }

TEST(Tcp, port_0_takes_a_free_port_and_says_which) {
  const Listener one = listen_anywhere();
  const Listener other = listen_anywhere();
  EXPECT_NE(one.local.port, 0);
  EXPECT_NE(one.local.port, other.local.port);
  EXPECT_EQ(one.local.host, "127.0.0.1");
}

TEST(Tcp, both_ends_know_their_peers_address) {
  const Listener listener = listen_anywhere();
  const ConnectedPair pair = connect_through(listener);
  EXPECT_EQ(pair.client.peer, listener.local);
  EXPECT_EQ(pair.server.peer.host, "127.0.0.1");
  EXPECT_NE(pair.server.peer.port, listener.local.port);
}

TEST(Tcp, ipv6_addresses_are_written_in_brackets) {
  if (!has_ipv6_loopback()) GTEST_SKIP() << "this machine has no IPv6 loopback address";
  const Listener listener = listen_anywhere("::1");
  EXPECT_EQ(to_string(listener.local), "[::1]:" + std::to_string(listener.local.port));
}

TEST(Tcp, a_port_in_use_is_an_error_of_bind_that_names_the_address) {
  const Listener first = listen_anywhere();
  const auto second = listen_on(first.local);
  ASSERT_FALSE(second);
  EXPECT_EQ(describe(second.error()),
            "bind " + to_string(first.local) + ": Address already in use");
}

TEST(Tcp, nobody_listening_is_an_error_of_connect_that_names_the_address) {
  const Endpoint nobody = listen_anywhere().local;  // closed again at the end of this line
  const auto connection = connect_to(nobody);
  ASSERT_FALSE(connection);
  EXPECT_EQ(describe(connection.error()), "connect " + to_string(nobody) + ": Connection refused");
}

TEST(Tcp, an_unknown_name_is_an_error_of_the_resolver) {
  const auto connection = connect_to({.host = "no-such-host.invalid", .port = 1});
  ASSERT_FALSE(connection);
  EXPECT_EQ(connection.error().call, "getaddrinfo");
  EXPECT_EQ(connection.error().where, "no-such-host.invalid:1");
  EXPECT_EQ(connection.error().code.category(), resolver_category());
  EXPECT_FALSE(listen_on({.host = "no-such-host.invalid", .port = 0}));
}

TEST(Tcp, both_ends_send_small_pieces_at_once) {
  const ConnectedPair pair = connected_pair();
  EXPECT_NE(option(pair.client.descriptor, IPPROTO_TCP, TCP_NODELAY), 0);
  EXPECT_NE(option(pair.server.descriptor, IPPROTO_TCP, TCP_NODELAY), 0);
}

TEST(Tcp, no_descriptor_leaks_into_programs_we_start) {
  const Listener listener = listen_anywhere();
  const ConnectedPair pair = connect_through(listener);
  for (const Descriptor* descriptor :
       {&listener.descriptor, &pair.client.descriptor, &pair.server.descriptor}) {
    EXPECT_NE(::fcntl(descriptor->number(), F_GETFD) & FD_CLOEXEC, 0);
  }
}

// The end that closes first keeps the port for a minute. The same bind without SO_REUSEADDR shows
// that it does, so that the success after it means something.
bool binds_without_reuse(std::uint16_t port) {
  const Descriptor probe{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto* const where = reinterpret_cast<const sockaddr*>(&address);
  return ::bind(probe.number(), where, sizeof address) == 0;
}

// header/3.4
TEST(Tcp, listens_again_at_once_while_old_connections_wait) {
  Endpoint local;
  {
    const Listener listener = listen_anywhere();
    local = listener.local;
    ConnectedPair pair = connect_through(listener);
    pair.server.descriptor.close();
    EXPECT_EQ(received_until_closed(pair.client), "");
  }
  EXPECT_FALSE(binds_without_reuse(local.port));
  const auto again = listen_on(local);
  ASSERT_TRUE(again) << describe(again.error());
  EXPECT_EQ(again->local, local);
}

}  // namespace
}  // namespace shortread::tests
