// header_server: what it says, to how many, and how it ends.
#include <algorithm>
#include <csignal>
#include <ctime>

#include <gtest/gtest.h>
#include <tests/lessons/ended_program.hpp>
#include <tests/lessons/fixed_header/messages.hpp>
#include <tests/lessons/process_usage.hpp>
#include <tests/lessons/server_under_test.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

// header/1.1, header/1.5
TEST(HeaderServer, greets_then_tells_the_time_then_closes_after_so_many) {
  const ServerUnderTest server{"header_server", {"--every", "0.01", "--count", "4"}};
  expect_greeting_and_times(messages_until_closed(server.connect()), 4);
}

TEST(HeaderServer, tells_the_time_of_now) {
  const ServerUnderTest server{"header_server", {"--every", "0.01", "--count", "2"}};
  const auto before = std::time(nullptr);
  const std::string told = messages_until_closed(server.connect()).back();
  const auto seconds = std::stoll(told.substr(std::string{"The time is "}.size()));
  EXPECT_GE(seconds, before);
  EXPECT_LE(seconds, std::time(nullptr));
}

TEST(HeaderServer, waits_between_two_messages_as_long_as_told) {
  const ServerUnderTest server{"header_server", {"--every", "0.2", "--count", "3"}};
  const Connection client = server.connect();
  next_message(client);
  const auto begin = std::chrono::steady_clock::now();
  next_message(client);
  next_message(client);
  EXPECT_GT(std::chrono::steady_clock::now() - begin, 300ms);
}

// header/3.1
TEST(HeaderServer, serves_two_hundred_clients_at_once) {
  const ServerUnderTest server{"header_server", {"--every", "0.05", "--count", "3"}};
  std::vector<Connection> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(server.connect());
  for (const Connection& client : clients) {
    expect_greeting_and_times(messages_until_closed(client), 3);
    if (HasFailure()) return;
  }
}

TEST(HeaderServer, says_first_where_it_listens) {
  const ServerUnderTest server{"header_server"};
  EXPECT_EQ(server.address(), "127.0.0.1:" + server.port());
  EXPECT_NE(server.port(), "0");
}

TEST(HeaderServer, writes_an_ipv6_address_in_brackets) {
  if (!has_ipv6_loopback()) GTEST_SKIP() << "this machine has no IPv6 loopback address";
  const ServerUnderTest server{"header_server", {"--host", "::1", "--count", "1"}};
  EXPECT_EQ(server.address(), "[::1]:" + server.port());
  expect_greeting_and_times(messages_until_closed(server.connect()), 1);
}

TEST(HeaderServer, ends_cleanly_on_sigterm_and_sigint) {
  for (const int number : {SIGTERM, SIGINT}) {
    ServerUnderTest server{"header_server"};
    const Connection client = server.connect();
    next_message(client);
    server.process().signal(number);
    EXPECT_EQ(server.process().exit_code(), 0) << server.process().errors();
  }
}

TEST(HeaderServer, a_port_in_use_is_refused_by_name) {
  const Listener taken = listen_anywhere();
  const Ended server = run("header_server", {"--port", std::to_string(taken.local.port)});
  EXPECT_EQ(server.exit_code, 1);
  EXPECT_EQ(server.output, "");
  EXPECT_EQ(server.errors,
            "header_server: bind " + to_string(taken.local) + ": Address already in use\n");
}

// header/3.4: the first server closed first, so that its end of the connection keeps the port
TEST(HeaderServer, restarts_at_once_on_the_port_it_had) {
  std::string port;
  {
    ServerUnderTest server{"header_server"};
    port = server.port();
    const Connection client = server.connect();
    next_message(client);
    server.process().signal(SIGTERM);
    ASSERT_EQ(server.process().exit_code(), 0);
    EXPECT_EQ(received_until_closed(client), "");
  }
  ChildProcess again{program("header_server"), {"--port", port, "--count", "1"}};
  EXPECT_EQ(::shortread::testing::listening_port(again), port) << again.errors();
}

// header/3.6
TEST(HeaderServer, that_waits_uses_no_processor_time) {
  ServerUnderTest server{"header_server", {"--every", "1000"}};
  const Connection client = server.connect();
  next_message(client);
  EXPECT_LT(processor_time_during(server.process().pid(), 1s), 100ms);
}

// Our two programs together: what the page of lesson 2 shows.
TEST(HeaderServer, and_header_client_understand_each_other) {
  const ServerUnderTest server{"header_server", {"--every", "0.001", "--count", "100"}};
  const Ended client = run("header_client", {"--port", server.port(), "--recv", "7"});
  EXPECT_EQ(client.exit_code, 0) << client.errors;
  EXPECT_EQ(std::ranges::count(client.output, '\n'), 100);
  EXPECT_TRUE(client.output.starts_with("Welcome to the server!\nThe time is ")) << client.output;
}

}  // namespace
}  // namespace shortread::tests
