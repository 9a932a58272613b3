// Tests of reference/testing/fake_stream.hpp: each call gets what the schedule says.
#include <shortread/testing/fake_stream.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <tuple>

namespace shortread::testing {
namespace {

FakeStream stream_of(std::string_view text) {
  return FakeStream{parse_schedule(text).value_or(Schedule{})};
}

// "3:abc" for bytes, "0" for the end, "-4" for an error of that number.
std::string received(FakeStream& stream, std::size_t asked,
                     FakeStream::Receive how = FakeStream::Receive::what_is_there) {
  std::string room(asked, '?');
  const Answer answer = stream.recv(room, how);
  if (answer.result < 0) return std::to_string(-answer.error);
  room.resize(static_cast<std::size_t>(answer.result));
  return answer.result == 0 ? "0" : room;
}

TEST(FakeStream, without_steps_all_arrives_and_the_peer_closes) {
  auto stream = stream_of("incoming \"hello\"");
  EXPECT_EQ(received(stream, 100), "hello");
  EXPECT_EQ(received(stream, 100), "0");
  EXPECT_EQ(received(stream, 100), "0");
}

TEST(FakeStream, a_piece_that_is_not_taken_whole_stays_there) {
  auto stream = stream_of("incoming \"hello\"; recv 3 rest");
  EXPECT_EQ(received(stream, 2), "he");
  EXPECT_EQ(received(stream, 100), "l");
  EXPECT_EQ(received(stream, 100), "lo");
}

TEST(FakeStream, signals_and_empty_moments_lose_nothing) {
  auto stream = stream_of("incoming \"ab\"; recv EINTR 1 EAGAIN EINTR rest end");
  EXPECT_EQ(received(stream, 9), std::to_string(-EINTR));
  EXPECT_EQ(received(stream, 9), "a");
  EXPECT_EQ(received(stream, 9), std::to_string(-EAGAIN));
  EXPECT_EQ(received(stream, 9), std::to_string(-EINTR));
  EXPECT_EQ(received(stream, 9), "b");
  EXPECT_EQ(received(stream, 9), "0");
}

TEST(FakeStream, after_an_early_end_the_rest_never_comes) {
  auto stream = stream_of("incoming \"hello\"; recv 2 end");
  EXPECT_EQ(received(stream, 9), "he");
  EXPECT_EQ(received(stream, 9), "0");
  EXPECT_EQ(received(stream, 9), "0");
}

TEST(FakeStream, a_reset_is_told_once) {
  auto stream = stream_of("incoming \"hello\"; recv 2 reset");
  EXPECT_EQ(received(stream, 9), "he");
  EXPECT_EQ(received(stream, 9), std::to_string(-ECONNRESET));
  EXPECT_EQ(received(stream, 9), "0");
}

TEST(FakeStream, silence_is_told_at_once) {
  auto stream = stream_of("recv silence");
  EXPECT_THROW(received(stream, 9), WouldWaitForEver);
  EXPECT_THROW(received(stream, 9), WouldWaitForEver);
}

TEST(FakeStream, who_asks_without_end_after_the_end_is_stopped) {
  auto stream = stream_of("incoming \"x\"");
  EXPECT_THROW(for (int i = 0; i < 1000; ++i) std::ignore = received(stream, 9), WouldWaitForEver);
}

TEST(FakeStream, waiting_for_all_joins_pieces) {
  auto stream = stream_of("incoming \"hello\"; recv 1 1 rest");
  EXPECT_EQ(received(stream, 4, FakeStream::Receive::all_of_it), "hell");
  EXPECT_EQ(received(stream, 4, FakeStream::Receive::all_of_it), "o");
}

TEST(FakeStream, waiting_for_all_leaves_a_reset_to_the_next_call) {
  auto stream = stream_of("incoming \"hello\"; recv 2 reset");
  EXPECT_EQ(received(stream, 4, FakeStream::Receive::all_of_it), "he");
  EXPECT_EQ(received(stream, 4, FakeStream::Receive::all_of_it), std::to_string(-ECONNRESET));
  EXPECT_EQ(received(stream, 4), "0");
}

TEST(FakeStream, what_is_only_looked_at_comes_again) {
  auto stream = stream_of("incoming \"hello\"; recv 2 rest");
  EXPECT_EQ(received(stream, 9, FakeStream::Receive::and_keep_it), "he");
  EXPECT_EQ(received(stream, 9), "he");
  EXPECT_EQ(received(stream, 9), "llo");
}

TEST(FakeStream, a_send_takes_what_has_room) {
  auto stream = stream_of("send 2 EINTR EAGAIN rest");
  EXPECT_EQ(stream.send("hello"), (Answer{.result = 2}));
  EXPECT_EQ(stream.send("llo"), (Answer{.result = -1, .error = EINTR}));
  EXPECT_EQ(stream.send("llo"), (Answer{.result = -1, .error = EAGAIN}));
  EXPECT_EQ(stream.send("llo"), (Answer{.result = 3}));
  EXPECT_EQ(stream.sent(), "hello");
}

TEST(FakeStream, a_gone_peer_stays_gone) {
  auto stream = stream_of("send reset");
  EXPECT_EQ(stream.send("x"), (Answer{.result = -1, .error = ECONNRESET}));
  EXPECT_EQ(stream.send("x"), (Answer{.result = -1, .error = EPIPE}));
  EXPECT_EQ(stream.sent(), "");
}

TEST(FakeStream, every_call_is_remembered) {
  auto stream = stream_of("incoming \"hello\"; recv 2 EINTR; send 1");
  std::ignore = received(stream, 16);
  std::ignore = received(stream, 16);
  std::ignore = stream.send("ab");
  ASSERT_EQ(stream.events().size(), 3U);
  EXPECT_EQ(describe(stream.events()[0]), "recv(16) = 2  \"he\"");
  EXPECT_EQ(describe(stream.events()[1]), "recv(16) = -1 EINTR");
  EXPECT_EQ(describe(stream.events()[2]), "send(2) = 1  \"a\"");
}

}  // namespace
}  // namespace shortread::testing
