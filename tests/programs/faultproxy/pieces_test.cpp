// What a receiver behind the proxy sees of each fault that leaves the stream open, read by recv().
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>
#include <tests/programs/faultproxy/proxy_under_test.hpp>

namespace shortread::tests {
namespace {

using Pieces = std::vector<std::string>;

TEST(FaultproxyPieces, without_a_fault_bytes_arrive_as_they_were_sent) {
  ProxyUnderTest proxy;
  const auto [client, server] = proxy.connect();
  send_text(server, "from the server");
  EXPECT_EQ(one_recv(client), "from the server");
  send_text(client, "from the client");
  EXPECT_EQ(one_recv(server), "from the client");
  const std::string port = std::to_string(local_endpoint(client).port);
  EXPECT_TRUE(proxy.shows("#1 127.0.0.1:" + port + " connected, passed on to "));
  EXPECT_TRUE(proxy.shows("#1 server > client  recv 15 at byte 0\n"));
  EXPECT_TRUE(proxy.shows("#1 client > server  recv 15 at byte 0\n"));
}

TEST(FaultproxyPieces, a_large_stream_arrives_whole_in_both_directions_at_once) {
  ProxyUnderTest proxy;
  const auto [client, server] = proxy.connect();
  const std::string down = alphabet(3 * MiB), up = alphabet(2 * MiB);
  std::jthread from_server{[&] {
    send_text(server, down);
    finish_sending(server);
  }};
  std::jthread from_client{[&] {
    send_text(client, up);
    finish_sending(client);
  }};
  std::jthread to_server{[&] { EXPECT_TRUE(received_until_closed(server) == up); }};
  EXPECT_TRUE(received_until_closed(client) == down);
}

TEST(FaultproxyPieces, split_3_gives_reads_of_exactly_3_bytes) {
  ProxyUnderTest proxy{{"--split", "3", "--delay", as_long_as_needed}};
  const auto [client, server] = proxy.connect();
  send_text(server, "abcdefghijklmnopqrstuvwxyz");
  finish_sending(server);
  EXPECT_EQ(recvs(client), (Pieces{"abc", "def", "ghi", "jkl", "mno", "pqr", "stu", "vwx", "yz"}));
  EXPECT_TRUE(proxy.shows("passed 3 bytes; the receiver had read everything\n", 8));
  EXPECT_TRUE(proxy.shows("passed 2 bytes; the receiver had read everything\n"));
}

TEST(FaultproxyPieces, a_receiver_that_does_not_read_is_waited_for_and_then_no_longer) {
  ProxyUnderTest proxy{{"--split", "3", "--delay", "20"}};
  const auto [client, server] = proxy.connect();
  send_text(server, "abcdef");
  ASSERT_TRUE(proxy.shows("#1 server > client  passed 3 bytes; not read after 20 ms\n", 2));
  EXPECT_EQ(one_recv(client), "abcdef") << "two pieces that nobody read come in one recv";
}

TEST(FaultproxyPieces, a_random_split_cuts_as_its_seed_says_and_the_seed_is_printed) {
  const std::string text = alphabet(200);
  const auto sizes_with = [&text](Arguments seed, std::string* errors) {
    seed.insert(seed.end(), {"--split", "random", "--delay", as_long_as_needed});
    ProxyUnderTest proxy{seed};
    const auto [client, server] = proxy.connect();
    send_text(server, text);
    finish_sending(server);
    const Pieces pieces = recvs(client);
    EXPECT_EQ(std::accumulate(pieces.begin(), pieces.end(), std::string{}), text);
    *errors = proxy.process().errors();
    return sizes_of(pieces);
  };
  std::string first_errors, second_errors;
  const auto sizes = sizes_with({}, &first_errors);
  EXPECT_LE(*std::max_element(sizes.begin(), sizes.end()), 16U);
  EXPECT_GE(sizes.size(), 200U / 16);

  constexpr std::string_view before = "faultproxy: --seed ";
  ASSERT_TRUE(first_errors.starts_with(before)) << first_errors;
  const std::string seed =
      first_errors.substr(before.size(), first_errors.find('\n') - before.size());
  EXPECT_EQ(sizes_with({"--seed", seed}, &second_errors), sizes);
  EXPECT_EQ(second_errors, "") << "a seed that was given is not printed";
}

TEST(FaultproxyPieces, joined_messages_come_in_one_read) {
  ProxyUnderTest proxy{{"--join", "--delay", as_long_as_needed}};
  const auto [client, server] = proxy.connect();
  send_text(server, "5         hello");
  ASSERT_TRUE(proxy.shows("#1 server > client  recv 15 at byte 0\n"));
  send_text(server, "2         ok");
  ASSERT_TRUE(proxy.shows("#1 server > client  recv 12 at byte 15\n"));
  EXPECT_EQ(bytes_waiting(client), 0U) << "passed on before the sender paused";
  finish_sending(server);
  EXPECT_EQ(one_recv(client), "5         hello2         ok");
  EXPECT_EQ(one_recv(client), "");
}

TEST(FaultproxyPieces, joined_bytes_go_on_when_the_sender_pauses) {
  ProxyUnderTest proxy{{"--join", "--delay", "5"}};
  const auto [client, server] = proxy.connect();
  send_text(server, "anybody there?");
  EXPECT_EQ(one_recv(client), "anybody there?");
}

TEST(FaultproxyPieces, one_bit_of_the_byte_asked_for_is_flipped) {
  ProxyUnderTest proxy{{"--corrupt", "11"}};
  const auto [client, server] = proxy.connect();
  send_text(server, "2         ");
  EXPECT_EQ(one_recv(client), "2         ");
  send_text(server, "ok");
  EXPECT_EQ(one_recv(client), "oj");
  EXPECT_TRUE(proxy.shows("#1 server > client  byte 11 was 6b, is now 6a\n"));
  send_text(client, "2         ok");
  EXPECT_EQ(one_recv(server), "2         ok") << "the other direction is left alone";
}

TEST(FaultproxyPieces, direction_client_cuts_what_the_client_sends) {
  ProxyUnderTest proxy{{"--split", "2", "--direction", "client", "--delay", as_long_as_needed}};
  const auto [client, server] = proxy.connect();
  send_text(server, "abcdef");
  EXPECT_EQ(one_recv(client), "abcdef");
  send_text(client, "abcde");
  finish_sending(client);
  EXPECT_EQ(recvs(server), (Pieces{"ab", "cd", "e"}));
}

TEST(FaultproxyPieces, direction_both_cuts_both) {
  ProxyUnderTest proxy{{"--split", "4", "--direction", "both", "--delay", as_long_as_needed}};
  const auto [client, server] = proxy.connect();
  send_text(server, "abcdef");
  finish_sending(server);
  EXPECT_EQ(recvs(client), (Pieces{"abcd", "ef"}));
  send_text(client, "ghijkl");
  finish_sending(client);
  EXPECT_EQ(recvs(server), (Pieces{"ghij", "kl"}));
}

}  // namespace
}  // namespace shortread::tests
