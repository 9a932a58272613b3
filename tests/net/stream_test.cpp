// send_all, receive_some, receive_until_closed: every byte, in order, until the close.
#include <csignal>

#include <gtest/gtest.h>
#include <tests/net/loopback.hpp>

namespace shortread::tests {
namespace {

// raw/1.1, raw/1.2
TEST(Stream, a_slow_reader_gets_every_byte_through_tiny_buffers) {
  const Listener listener = listen_anywhere();
  // What connections inherit: small segments, and the smallest buffer there is.
  set_option(listener.descriptor, IPPROTO_TCP, TCP_MAXSEG, 536);
  set_option(listener.descriptor, SOL_SOCKET, SO_RCVBUF, 1);
  const ConnectedPair pair = connect_through(listener);
  set_option(pair.client.descriptor, SOL_SOCKET, SO_SNDBUF, 1);
  const std::string text = alphabet(256 * KiB);

  std::jthread sender{[&] {
    must(send_all(pair.client, bytes_of(text)));
    finish_sending(pair.client);
  }};
  std::string all;
  std::array<std::byte, 977> room;
  for (;;) {
    const auto piece = receive_some(pair.server, room);
    ASSERT_TRUE(piece) << describe(piece.error());
    if (piece->empty()) break;
    all += text_of(*piece);
    if (all.size() % 16 == 0) std::this_thread::yield();
  }
  EXPECT_TRUE(all == text) << all.size() << " of " << text.size() << " bytes";
}

TEST(Stream, sending_nothing_sends_nothing) {
  const ConnectedPair pair = connected_pair();
  must(send_all(pair.client, {}));
  finish_sending(pair.client);
  EXPECT_EQ(received_until_closed(pair.server), "");
}

// raw/1.2
TEST(Stream, receive_some_gives_what_is_there_and_no_more_than_was_asked) {
  const ConnectedPair pair = connected_pair();
  must(send_all(pair.client, bytes_of("abcdef")));
  std::array<std::byte, 4> room;
  const auto piece = receive_some(pair.server, room);
  ASSERT_TRUE(piece);
  ASSERT_FALSE(piece->empty());
  EXPECT_TRUE(std::string_view{"abcd"}.starts_with(text_of(*piece)));
}

TEST(Stream, exactly_as_many_bytes_as_allowed_are_received) {
  const ConnectedPair pair = connected_pair();
  must(send_all(pair.client, bytes_of(alphabet(100'000))));
  finish_sending(pair.client);
  const auto all = receive_until_closed(pair.server, 100'000);
  ASSERT_TRUE(all) << describe(all.error());
  EXPECT_EQ(text_of(*all), alphabet(100'000));
}

TEST(Stream, one_byte_more_than_allowed_is_refused) {
  const ConnectedPair pair = connected_pair();
  must(send_all(pair.client, bytes_of(alphabet(100'001))));
  finish_sending(pair.client);
  const auto all = receive_until_closed(pair.server, 100'000);
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().code, std::errc::message_size);
  EXPECT_EQ(all.error().where, to_string(pair.server.peer));
}

TEST(Stream, an_empty_stream_is_within_a_limit_of_nothing) {
  const ConnectedPair pair = connected_pair();
  finish_sending(pair.client);
  const auto all = receive_until_closed(pair.server, 0);
  ASSERT_TRUE(all) << describe(all.error());
  EXPECT_TRUE(all->empty());
}

// raw/1.3
TEST(Stream, an_end_is_not_an_error) {
  ConnectedPair pair = connected_pair();
  must(send_all(pair.client, bytes_of("the last words")));
  pair.client.descriptor.close();
  EXPECT_EQ(received_until_closed(pair.server), "the last words");
}

// raw/1.3
TEST(Stream, a_reset_is_not_an_end) {
  ConnectedPair pair = connected_pair();
  reset(std::move(pair.client));
  const auto all = receive_until_closed(pair.server, 100);
  ASSERT_FALSE(all) << "taken for an end";
  EXPECT_EQ(describe(all.error()),
            "recv " + to_string(pair.server.peer) + ": Connection reset by peer");
}

// raw/1.5: with the default action of SIGPIPE this program would end here.
TEST(Stream, sending_to_a_peer_that_has_gone_is_an_error_and_no_signal) {
  ASSERT_NE(std::signal(SIGPIPE, SIG_DFL), SIG_ERR);
  ConnectedPair pair = connected_pair();
  pair.client.descriptor.close();
  std::expected<void, SystemError> sent;
  for (int tries = 0; sent && tries < 10'000; ++tries) {  // the first ones go before the answer
    sent = send_all(pair.server, bytes_of("anybody there?"));
  }
  ASSERT_FALSE(sent);
  EXPECT_TRUE(sent.error().code == std::errc::broken_pipe ||
              sent.error().code == std::errc::connection_reset);
  EXPECT_EQ(sent.error().call, "send");
  EXPECT_EQ(sent.error().where, to_string(pair.server.peer));
}

// raw/1.5
TEST(Stream, sending_to_a_peer_that_reset_is_an_error_and_no_signal) {
  ASSERT_NE(std::signal(SIGPIPE, SIG_DFL), SIG_ERR);
  ConnectedPair pair = connected_pair();
  reset(std::move(pair.client));
  EXPECT_FALSE(receive_until_closed(pair.server, 0));  // the reset is here
  EXPECT_FALSE(send_all(pair.server, bytes_of("anybody there?")));
}

TEST(Stream, after_a_half_close_the_other_direction_goes_on) {
  const ConnectedPair pair = connected_pair();
  finish_sending(pair.client);
  EXPECT_EQ(received_until_closed(pair.server), "");
  must(send_all(pair.server, bytes_of("still here")));
  finish_sending(pair.server);
  EXPECT_EQ(received_until_closed(pair.client), "still here");
}

TEST(Stream, a_reset_comes_after_what_was_sent_before_it) {
  ConnectedPair pair = connected_pair();
  must(send_all(pair.client, bytes_of("the last words")));
  std::array<std::byte, 14> room;
  while (bytes_waiting(pair.server) < room.size()) std::this_thread::yield();
  reset(std::move(pair.client));
  const auto words = receive_some(pair.server, room);
  ASSERT_TRUE(words) << describe(words.error());
  EXPECT_EQ(text_of(*words), "the last words");
  EXPECT_FALSE(receive_some(pair.server, room));
}

TEST(Stream, stopping_to_receive_wakes_the_thread_that_waits) {
  const ConnectedPair pair = connected_pair();
  std::jthread waiting{[&] { EXPECT_EQ(received_until_closed(pair.server), ""); }};
  stop_receiving(pair.server);
  waiting.join();
  must(send_all(pair.server, bytes_of("still here")));  // the peer has noticed nothing
  finish_sending(pair.server);
  EXPECT_EQ(received_until_closed(pair.client), "still here");
}

}  // namespace
}  // namespace shortread::tests
