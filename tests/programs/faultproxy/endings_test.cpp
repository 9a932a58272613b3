// How a stream through the proxy is over: an end stays an end, a reset a reset, one side or both.
#include <gtest/gtest.h>
#include <tests/programs/faultproxy/proxy_under_test.hpp>

namespace shortread::tests {
namespace {

const auto a_clean_end = std::error_code{};
const auto a_reset = std::make_error_code(std::errc::connection_reset);

void expect_outcome(const Connection& connection, std::string_view bytes, std::error_code code) {
  const Outcome outcome = outcome_of(connection);
  EXPECT_EQ(outcome.bytes, bytes);
  EXPECT_EQ(outcome.code, code) << outcome.code.message();
}

TEST(FaultproxyEndings, an_end_is_passed_on_and_the_other_direction_goes_on) {
  ProxyUnderTest proxy;
  const auto [client, server] = proxy.connect();
  send_text(server, "the last words");
  finish_sending(server);
  expect_outcome(client, "the last words", a_clean_end);
  send_text(client, "an answer");
  EXPECT_EQ(one_recv(server), "an answer");
  finish_sending(client);
  expect_outcome(server, "", a_clean_end);
  EXPECT_TRUE(proxy.shows("#1 server > client  closed\n"));
  EXPECT_TRUE(proxy.shows("#1 client > server  closed\n"));
}

TEST(FaultproxyEndings, after_exactly_so_many_bytes_both_ends_are_reset) {
  ProxyUnderTest proxy{{"--reset-after", "5", "--delay", as_long_as_needed}};
  const auto [client, server] = proxy.connect();
  send_text(server, "abcdefghij");
  expect_outcome(client, "abcde", a_reset);
  expect_outcome(server, "", a_reset);
  EXPECT_TRUE(proxy.shows("#1 server > client  reset by --reset-after\n"));
}

TEST(FaultproxyEndings, bytes_are_counted_over_many_pieces) {
  ProxyUnderTest proxy{{"--reset-after", "7", "--split", "3", "--delay", as_long_as_needed}};
  const auto [client, server] = proxy.connect();
  send_text(server, "abcd");
  EXPECT_EQ(one_recv(client), "abc");
  EXPECT_EQ(one_recv(client), "d");
  send_text(server, "efghij");
  expect_outcome(client, "efg", a_reset);
}

TEST(FaultproxyEndings, a_reset_after_no_bytes_comes_at_once) {
  ProxyUnderTest proxy{{"--reset-after", "0"}};
  const auto [client, server] = proxy.connect();
  expect_outcome(client, "", a_reset);
  expect_outcome(server, "", a_reset);
}

TEST(FaultproxyEndings, a_reset_waits_for_no_server_that_does_not_read) {
  ProxyUnderTest proxy{{"--reset-after", "5"}};
  const auto [client, server] = proxy.connect();
  fill_up(client);
  send_text(server, "abcdefghij");
  expect_outcome(client, "abcde", a_reset);
}

TEST(FaultproxyEndings, a_reset_of_the_server_reaches_the_client_as_a_reset) {
  ProxyUnderTest proxy;
  auto [client, server] = proxy.connect();
  send_text(server, "the last words");
  EXPECT_EQ(one_recv(client), "the last words");
  reset(std::move(server));
  expect_outcome(client, "", a_reset);
  EXPECT_TRUE(proxy.shows(": Connection reset by peer\n"));
}

TEST(FaultproxyEndings, a_reset_of_the_client_reaches_the_server_as_a_reset) {
  ProxyUnderTest proxy;
  auto [client, server] = proxy.connect();
  reset(std::move(client));
  expect_outcome(server, "", a_reset);
}

TEST(FaultproxyEndings, joined_bytes_are_passed_on_before_the_reset_behind_them) {
  ProxyUnderTest proxy{{"--join", "--delay", as_long_as_needed}};
  auto [client, server] = proxy.connect();
  send_text(server, "the last words");
  ASSERT_TRUE(proxy.shows("recv 14 at byte 0\n"));
  reset(std::move(server));
  expect_outcome(client, "the last words", a_reset);
}

TEST(FaultproxyEndings, a_half_close_ends_one_direction_after_its_first_piece) {
  ProxyUnderTest proxy{{"--half-close"}};
  const auto [client, server] = proxy.connect();
  send_text(server, "first");
  expect_outcome(client, "first", a_clean_end);
  send_text(server, alphabet(8 * MiB));  // dropped, or this would block
  send_text(client, "still here");
  EXPECT_EQ(one_recv(server), "still here");
  finish_sending(server);
  EXPECT_TRUE(proxy.shows("ended by --half-close; what came after it was dropped\n"));
}

TEST(FaultproxyEndings, a_half_close_with_a_split_passes_one_piece) {
  ProxyUnderTest proxy{{"--half-close", "--split", "2", "--delay", as_long_as_needed}};
  const auto [client, server] = proxy.connect();
  send_text(server, "abcdef");
  expect_outcome(client, "ab", a_clean_end);
}

}  // namespace
}  // namespace shortread::tests
