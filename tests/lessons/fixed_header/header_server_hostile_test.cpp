// header_server: one client that is silent, slow, gone or hostile delays and ends no other.
#include <cstdio>
#include <fstream>

#include <gtest/gtest.h>
#include <tests/lessons/fixed_header/messages.hpp>
#include <tests/lessons/process_usage.hpp>
#include <tests/lessons/server_under_test.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

void expect_still_served(ServerUnderTest& server) {
  const Connection client = server.connect();
  EXPECT_EQ(next_message(client), "Welcome to the server!");
  EXPECT_TRUE(tells_the_time(next_message(client)));
  EXPECT_EQ(server.process().exit_code(0ms), std::nullopt) << server.process().errors();
}

// Bytes the server has sent and `client` has not read, wherever in the kernel they wait. proc(5):
// in /proc/net/tcp the tx_queue of the server's socket, which is the one with the ports exchanged.
std::size_t bytes_unread(const Connection& client) {
  sockaddr_in own{};
  socklen_t size = sizeof own;
  ::getsockname(client.descriptor.number(), reinterpret_cast<sockaddr*>(&own), &size);
  std::ifstream table{"/proc/net/tcp"};
  for (std::string line; std::getline(table, line);) {
    unsigned server_port = 0;
    unsigned client_port = 0;
    unsigned queued = 0;
    const int fields = std::sscanf(line.c_str(), " %*d: %*x:%x %*x:%x %*x %x:", &server_port,
                                   &client_port, &queued);
    if (fields == 3 && server_port == client.peer.port && client_port == ntohs(own.sin_port)) {
      return queued + bytes_waiting(client);
    }
  }
  ADD_FAILURE() << "the server has no such connection";
  return 0;
}

// Until the kernel takes no more for any of them, and each of the server's send() waits.
void wait_until_full(const std::vector<Connection>& clients) {
  const auto all_unread = [&] {
    std::size_t sum = 0;
    for (const Connection& client : clients) sum += bytes_unread(client);
    return sum;
  };
  std::size_t before = 0;
  for (std::size_t now = all_unread(); now == 0 || now != before;) {
    std::this_thread::sleep_for(200ms);
    before = std::exchange(now, all_unread());
  }
}

// header/3.1, raw/1.6
TEST(HeaderServerHostile, a_client_that_never_reads_delays_nobody) {
  ServerUnderTest server{"header_server", {"--every", "0.00001"}};
  std::vector<Connection> greedy;
  greedy.push_back(server.connect_with_small_buffers());
  wait_until_full(greedy);
  const Connection reader = server.connect();
  next_message(reader);
  const auto begin = std::chrono::steady_clock::now();
  for (int frames = 0; frames < 2000; ++frames) ASSERT_TRUE(tells_the_time(next_message(reader)));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
  expect_still_served(server);
}

// header/3.3: had each of them cost what it was told, that would be twice the bound.
// AddressSanitizer is told not to keep what the server freed: that would drown it.
TEST(HeaderServerHostile, clients_that_never_read_cost_bounded_memory) {
  ::setenv("ASAN_OPTIONS", "quarantine_size_mb=0:thread_local_quarantine_size_kb=0", 1);
  ServerUnderTest server{"header_server", {"--every", "0.00001"}};
  ::unsetenv("ASAN_OPTIONS");
  std::vector<Connection> greedy;
  for (int i = 0; i < 20; ++i) greedy.push_back(server.connect_with_small_buffers());
  wait_until_full(greedy);
  const Connection reader = server.connect();
  const auto before = resident_bytes(server.process().pid());
  for (int frames = 0; frames < 10'000; ++frames) next_message(reader);
  EXPECT_LT(resident_bytes(server.process().pid()) - before, 4'000'000);
}

// header/3.2, raw/1.5
TEST(HeaderServerHostile, clients_that_reset_end_only_themselves) {
  ServerUnderTest server{"header_server", {"--every", "0.001"}};
  const Connection stays = server.connect();
  for (int i = 0; i < 30; ++i) {
    Connection client = server.connect();
    if (i % 2 == 0) next_message(client);
    reset(std::move(client));
  }
  EXPECT_TRUE(server.process().complains("send 127.0.0.1:")) << "the reset is said";
  for (int frames = 0; frames < 20; ++frames) next_message(stays);
  expect_still_served(server);
}

// header/3.2, header/3.1
TEST(HeaderServerHostile, a_client_that_talks_nonsense_still_gets_every_frame) {
  ServerUnderTest server{"header_server", {"--every", "0.01", "--count", "5"}};
  const Connection client = server.connect();
  must(send_all(client, bytes_of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")));
  must(send_all(client, bytes_of(alphabet(100 * KiB))));
  finish_sending(client);
  expect_greeting_and_times(messages_until_closed(client), 5);
  expect_still_served(server);
}

TEST(HeaderServerHostile, a_client_that_has_finished_sending_still_gets_every_frame) {
  const ServerUnderTest server{"header_server", {"--every", "0.01", "--count", "5"}};
  const Connection client = server.connect();
  finish_sending(client);
  expect_greeting_and_times(messages_until_closed(client), 5);
}

// header/3.1
TEST(HeaderServerHostile, silent_clients_delay_nobody) {
  ServerUnderTest server{"header_server", {"--every", "0.01"}};
  std::vector<Connection> silent;
  for (int i = 0; i < 50; ++i) silent.push_back(server.connect());
  expect_still_served(server);
}

}  // namespace
}  // namespace shortread::tests
