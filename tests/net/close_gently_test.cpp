// close_gently: what was sent is read, though the peer sent bytes that nobody reads.
#include <chrono>

#include <gtest/gtest.h>
#include <tests/net/loopback.hpp>

namespace shortread::tests {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

// More than a client's buffer takes: the rest waits in the server's kernel.
const std::string words = alphabet(300 * KiB);

// A client that has sent bytes nobody will read, and a server that has sent `words`.
ConnectedPair pair_with_unread_bytes() {
  ConnectedPair pair = connected_pair();
  set_option(pair.server.descriptor, SOL_SOCKET, SO_SNDBUF, static_cast<int>(512 * KiB));
  must(send_all(pair.client, bytes_of("nobody reads this")));
  must(send_all(pair.server, bytes_of(words)));
  return pair;
}

// Why close_gently exists: the control without which the next test would show nothing.
TEST(CloseGently, a_plain_close_destroys_what_the_peer_has_not_read) {
  ConnectedPair pair = pair_with_unread_bytes();
  pair.server.descriptor.close();
  const auto all = receive_until_closed(pair.client, 1 * MiB);
  EXPECT_TRUE(!all || all->size() < words.size());
}

// raw/1.1
TEST(CloseGently, the_peer_reads_everything_each_time) {
  for (int round = 0; round < 50; ++round) {
    ConnectedPair pair = pair_with_unread_bytes();
    std::jthread closer{close_gently, std::move(pair.server)};
    ASSERT_TRUE(received_until_closed(pair.client) == words) << "round " << round;
    pair.client.descriptor.close();  // what the closer waits for
  }
}

TEST(CloseGently, ends_as_soon_as_the_peer_has_closed) {
  ConnectedPair pair = connected_pair();
  pair.client.descriptor.close();
  const auto begin = steady_clock::now();
  close_gently(std::move(pair.server));
  EXPECT_LT(steady_clock::now() - begin, 500ms);
}

TEST(CloseGently, waits_for_a_silent_peer_about_a_second) {
  ConnectedPair pair = connected_pair();
  const auto begin = steady_clock::now();
  close_gently(std::move(pair.server));
  EXPECT_GT(steady_clock::now() - begin, 900ms);
  EXPECT_LT(steady_clock::now() - begin, 10s);
}

TEST(CloseGently, does_not_listen_for_ever_to_a_peer_that_talks) {
  ConnectedPair pair = connected_pair();
  const auto begin = steady_clock::now();
  std::jthread talker{[&] {
    while (send_all(pair.client, bytes_of("blah blah blah"))) {
    }
  }};
  close_gently(std::move(pair.server));
  EXPECT_LT(steady_clock::now() - begin, 10s);
}

}  // namespace
}  // namespace shortread::tests
