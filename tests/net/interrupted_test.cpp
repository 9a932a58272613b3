// A signal interrupts a waiting call: nothing is lost, nothing ends. (EINTR)
#include <array>

#include <gtest/gtest.h>
#include <tests/net/loopback.hpp>
#include <tests/net/signal_storm.hpp>

namespace shortread::tests {
namespace {

// Without our retry the call fails: the control that the storm does interrupt.
TEST(Interrupted, a_bare_recv_fails_in_the_storm) {
  const ConnectedPair pair = connected_pair();
  const SignalStorm storm;
  char room = 0;
  EXPECT_EQ(::recv(pair.client.descriptor.number(), &room, 1, 0), -1);
  EXPECT_EQ(errno, EINTR);
}

// raw/1.4
TEST(Interrupted, receiving_loses_nothing) {
  const ConnectedPair pair = connected_pair();
  const std::string text = alphabet(50);
  const SignalStorm storm;
  std::jthread sender{[&] {
    for (const char c : text) {
      SignalStorm::wait_for_hits(3);  // the receiver waits in recv() meanwhile
      must(send_all(pair.server, bytes_of({&c, 1})));
    }
    finish_sending(pair.server);
  }};
  EXPECT_EQ(received_until_closed(pair.client), text);
}

// raw/1.4
TEST(Interrupted, sending_loses_nothing) {
  const ConnectedPair pair = connected_pair();
  const std::string text = alphabet(8 * MiB);
  std::string all;
  const SignalStorm storm;
  std::jthread receiver{[&] {
    SignalStorm::wait_for_hits(30);  // the buffers are full long before: the sender waits in send()
    all = received_until_closed(pair.server);
  }};
  must(send_all(pair.client, bytes_of(text)));
  finish_sending(pair.client);
  receiver.join();
  EXPECT_TRUE(all == text) << all.size() << " of " << text.size() << " bytes";
}

// raw/1.4
TEST(Interrupted, accepting_goes_on_waiting) {
  const Listener listener = listen_anywhere();
  const SignalStorm storm;
  std::jthread client{[&] {
    SignalStorm::wait_for_hits(20);
    must(send_all(must(connect_to(listener.local)), bytes_of("late, but here")));
  }};
  EXPECT_EQ(received_until_closed(must(accept_one(listener))), "late, but here");
}

// A listener whose queue is full answers nobody: connect() waits until there is room again.
class FullListener {
 public:
  FullListener() {
    ::listen(listener.descriptor.number(), 0);
    for (int clients = 0; clients < 2; ++clients) {
      waiting_.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_port = htons(listener.local.port);
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      const auto* const where = reinterpret_cast<const sockaddr*>(&address);
      ::connect(waiting_.back().number(), where, sizeof address);
    }
  }
  void make_room() const {
    for (std::size_t clients = 0; clients < waiting_.size(); ++clients) must(accept_one(listener));
  }

  const Listener listener = listen_anywhere();

 private:
  std::vector<Descriptor> waiting_;
};

// raw/1.4: a second connect() after EINTR would be EALREADY, an error.
TEST(Interrupted, connecting_goes_on_waiting) {
  const FullListener full;
  const SignalStorm storm;
  std::jthread server{[&] {
    SignalStorm::wait_for_hits(20);
    full.make_room();
  }};
  const auto connection = connect_to(full.listener.local);
  EXPECT_TRUE(connection) << describe(connection.error());
}

// raw/1.4
TEST(Interrupted, closing_gently_goes_on_waiting) {
  ConnectedPair pair = connected_pair();
  const SignalStorm storm;
  std::string all;
  must(send_all(pair.server, bytes_of("read me")));
  must(send_all(pair.client, bytes_of("nobody reads this")));
  std::jthread client{[&] {
    SignalStorm::wait_for_hits(20);
    all = received_until_closed(pair.client);
    pair.client.descriptor.close();
  }};
  close_gently(std::move(pair.server));
  client.join();
  EXPECT_EQ(all, "read me");
}

}  // namespace
}  // namespace shortread::tests
