// faultproxy as a program: its first line, its clients, its end, and what it refuses to start with.
#include <csignal>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/programs/faultproxy/proxy_under_test.hpp>

namespace shortread::tests {
namespace {

/// A port that is ours and refuses connections until we listen.
class PortThatRefuses {
 public:
  PortThatRefuses() : descriptor_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(descriptor_.number(), generic, size), 0);
    EXPECT_EQ(::getsockname(descriptor_.number(), generic, &size), 0);
    endpoint_.port = ntohs(address.sin_port);
  }

  [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }
  [[nodiscard]] Listener listen() && {
    EXPECT_EQ(::listen(descriptor_.number(), 8), 0);
    give_up_after_patience(descriptor_);
    return {std::move(descriptor_), endpoint_};
  }

 private:
  Descriptor descriptor_;
  Endpoint endpoint_;
};

TEST(Faultproxy, its_first_line_is_the_address_it_listens_on) {
  ProxyUnderTest proxy;
  const auto endpoint = parse_endpoint(proxy.address());
  ASSERT_TRUE(endpoint) << proxy.address();
  EXPECT_EQ(endpoint->host, "127.0.0.1");
  EXPECT_NE(endpoint->port, 0);
  EXPECT_EQ(proxy.process().output(), "listening on " + proxy.address() + "\n");
}

TEST(Faultproxy, it_takes_both_addresses_as_ipv6) {
  if (!has_ipv6_loopback()) GTEST_SKIP() << "no IPv6 here";
  ProxyUnderTest proxy{{"--split", "3", "--delay", as_long_as_needed}, "::1"};
  EXPECT_TRUE(proxy.address().starts_with("[::1]:")) << proxy.address();
  const auto [client, server] = proxy.connect();
  send_text(server, "abcdef");
  finish_sending(server);
  EXPECT_EQ(recvs(client), (std::vector<std::string>{"abc", "def"}));
  EXPECT_TRUE(proxy.shows("had read everything\n", 2)) << "it looked in the other table";
}

TEST(Faultproxy, two_clients_at_once_each_have_their_own_streams_and_numbers) {
  ProxyUnderTest proxy;
  const auto first = proxy.connect();
  ASSERT_TRUE(proxy.shows("#1 "));
  const auto second = proxy.connect();
  send_text(second.server, "to the second");
  send_text(first.server, "to the first");
  EXPECT_EQ(one_recv(first.client), "to the first");
  EXPECT_EQ(one_recv(second.client), "to the second");
  EXPECT_TRUE(proxy.shows("#1 server > client  recv 12 at byte 0\n"));
  EXPECT_TRUE(proxy.shows("#2 server > client  recv 13 at byte 0\n"));
}

TEST(Faultproxy, a_client_that_does_not_read_delays_no_other) {
  ProxyUnderTest proxy;
  const auto stalled = proxy.connect();
  fill_up(stalled.server);
  const auto lively = proxy.connect();
  send_text(lively.server, "hello");
  EXPECT_EQ(one_recv(lively.client), "hello");
}

TEST(Faultproxy, where_no_server_is_the_client_is_closed_and_the_next_one_served) {
  PortThatRefuses port;
  const std::string to = to_string(port.endpoint());
  ChildProcess proxy{program("faultproxy"), {"--port", "0", "--to", to}};
  const auto address = parse_endpoint(::shortread::testing::listening_address(proxy));
  ASSERT_TRUE(address);

  const Connection refused = must(connect_to(*address));
  give_up_after_patience(refused.descriptor);
  const Outcome outcome = outcome_of(refused);
  EXPECT_EQ(outcome.bytes, "");
  EXPECT_NE(outcome.code, std::errc::resource_unavailable_try_again) << "not closed";
  EXPECT_TRUE(proxy.complains("faultproxy: connect " + to + ": Connection refused\n"));

  const Listener listener = std::move(port).listen();
  const Connection client = must(connect_to(*address));
  give_up_after_patience(client.descriptor);
  const Connection server = must(accept_one(listener));
  send_text(server, "now it is here");
  EXPECT_EQ(one_recv(client), "now it is here");
}

TEST(Faultproxy, a_signal_to_end_is_a_clean_end_also_with_clients) {
  for (const int signal : {SIGTERM, SIGINT}) {
    ProxyUnderTest proxy;
    const auto pair = proxy.connect();
    proxy.process().signal(signal);
    EXPECT_EQ(proxy.process().exit_code(), 0);
    EXPECT_EQ(proxy.process().errors(), "");
  }
}

TEST(Faultproxy, without_a_reader_of_its_trace_it_ends_with_1) {
  ProxyUnderTest proxy;
  proxy.process().close_output();
  const Connection client = must(connect_to(*parse_endpoint(proxy.address())));
  EXPECT_EQ(proxy.process().exit_code(), 1);
}

TEST(Faultproxy, a_wrong_command_line_ends_with_64_and_says_what_is_wrong) {
  struct Wrong {
    Arguments arguments;
    std::string says;
  };
  const std::vector<Wrong> all{
      {{}, "--to HOST:PORT is needed"},
      {{"--to", "nowhere"}, "--to: no port"},
      {{"--to", "127.0.0.1:99999"}, "--to: a port is a number"},
      {{"--to", "h:1", "--split", "0"}, "--split takes"},
      {{"--to", "h:1", "--split", "x"}, "--split takes"},
      {{"--to", "h:1", "--split", "3x"}, "--split takes"},
      {{"--to", "h:1", "--split", ""}, "--split takes"},
      {{"--to", "h:1", "--split", "-3"}, "faultproxy: "},
      {{"--to", "h:1", "--split", "18446744073709551616"}, "--split takes"},
      {{"--to", "h:1", "--direction", "up"}, "--direction takes server, client or both"},
      {{"--to", "h:1", "--split", "3", "--join"}, "--join"},
      {{"--to", "h:1", "--delay", "60001"}, "--delay: takes 0 to 60000"},
      {{"--to", "h:1", "--corrupt", "first"}, "--corrupt: takes"},
      {{"--to", "h:1", "--reset-after", "1MiB"}, "--reset-after: takes"},
      {{"--to", "h:1", "--faults"}, "--faults"},
  };
  for (const auto& [arguments, says] : all) {
    SCOPED_TRACE(::testing::PrintToString(arguments));
    ChildProcess proxy{program("faultproxy"), arguments};
    EXPECT_EQ(proxy.exit_code(), 64);
    EXPECT_TRUE(proxy.complains(says)) << proxy.errors();
    EXPECT_TRUE(proxy.complains("\nSee: faultproxy --help\n")) << proxy.errors();
    EXPECT_EQ(proxy.output(), "");
  }
}

TEST(Faultproxy, an_address_that_is_taken_ends_it_with_1) {
  const Listener taken = listen_anywhere();
  const std::string address = to_string(taken.local);
  ChildProcess proxy{program("faultproxy"), {"--listen", address, "--to", address}};
  EXPECT_EQ(proxy.exit_code(), 1);
  EXPECT_TRUE(proxy.complains(": Address already in use\n")) << proxy.errors();
}

TEST(Faultproxy, every_line_of_its_json_parses_and_tells_the_whole_story) {
  ProxyUnderTest proxy{{"--json", "--corrupt", "10"}};
  {
    const auto [client, server] = proxy.connect();
    send_text(server, "2         ok");
    EXPECT_EQ(one_recv(client), "2         nk");
    finish_sending(server);
    finish_sending(client);
    ASSERT_TRUE(proxy.shows("\"ended\"", 2));
  }
  proxy.process().signal(SIGTERM);
  ASSERT_EQ(proxy.process().exit_code(), 0);
  std::vector<std::string> downstream;
  int lines = 0;
  for (auto line = proxy.process().next_line(); line; line = proxy.process().next_line(), ++lines) {
    const auto json = nlohmann::json::parse(*line);  // throws where it is none
    EXPECT_EQ(json["connection"], 1);
    if (json["direction"] == "server > client") downstream.push_back(json["event"]);
  }
  EXPECT_EQ(downstream, (std::vector<std::string>{"received", "damaged", "passed", "ended"}));
  EXPECT_EQ(lines, 4 + 2) << "the client's direction: opened, ended";
}

}  // namespace
}  // namespace shortread::tests
