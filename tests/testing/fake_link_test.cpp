// Tests of reference/testing/fake_link.hpp: what a socket that does not wait may show, and when.
#include <shortread/testing/fake_link.hpp>

#include <cerrno>

#include <gtest/gtest.h>

namespace shortread::testing {
namespace {

constexpr Answer would_block{.result = -1, .error = EAGAIN};

std::string received(FakeLink& link, End at, std::size_t most = 100) {
  std::string room(most, '\0');
  const Answer answer = link.recv(at, room);
  room.resize(answer.result > 0 ? static_cast<std::size_t>(answer.result) : 0);
  return answer.result < 0 ? "error " + std::to_string(answer.error) : room;
}

TEST(FakeLink, carries_bytes_in_order_both_ways) {
  FakeLink link;
  EXPECT_EQ(link.send(End::a, "hello"), Answer{5});
  EXPECT_EQ(link.send(End::b, "ok"), Answer{2});
  EXPECT_EQ(received(link, End::b, 3), "hel");
  EXPECT_EQ(received(link, End::b), "lo");
  EXPECT_EQ(received(link, End::a), "ok");
}

TEST(FakeLink, what_is_on_its_way_is_not_there_yet) {
  FakeLink link;
  link.set_latency(End::a, 3);
  link.send(End::a, "slow");
  link.set_latency(End::a, 0);
  link.send(End::a, "fast");
  EXPECT_FALSE(link.is_readable(End::b));
  link.advance(2);
  EXPECT_EQ(received(link, End::b), "error " + std::to_string(EAGAIN));
  link.advance(1);
  EXPECT_EQ(received(link, End::b), "slowfast") << "nothing overtakes";
}

TEST(FakeLink, takes_what_fits_and_no_more) {
  FakeLink link{4};
  EXPECT_EQ(link.send(End::a, "hello"), Answer{4});
  EXPECT_EQ(link.send(End::a, "o"), would_block);
  received(link, End::b, 1);
  EXPECT_EQ(link.send(End::a, "o"), Answer{1});
  EXPECT_EQ(link.bytes_between(End::a), 4);
}

TEST(FakeLink, one_call_moves_what_the_network_allows) {
  FakeLink link;
  link.allow(End::a, 2);
  EXPECT_EQ(link.send(End::a, "hello"), Answer{2});
  link.allow(End::a, 0);
  EXPECT_EQ(link.send(End::a, "llo"), would_block);
  link.allow(End::b, 1);
  EXPECT_EQ(received(link, End::b), "h");
  link.interrupt(End::b);
  EXPECT_EQ(received(link, End::b), "error " + std::to_string(EINTR));
  EXPECT_EQ(received(link, End::b), "e");
}

TEST(FakeLink, a_half_close_loses_nothing) {
  FakeLink link;
  link.set_latency(End::a, 1);
  link.send(End::a, "last");
  link.half_close(End::a);
  EXPECT_EQ(link.send(End::a, "more"), (Answer{-1, EPIPE}));
  link.advance(1);
  EXPECT_EQ(received(link, End::b), "last");
  EXPECT_EQ(received(link, End::b), "");
  EXPECT_EQ(link.send(End::b, "answer"), Answer{6});
  EXPECT_EQ(received(link, End::a), "answer");
}

TEST(FakeLink, a_reset_loses_what_is_on_its_way_and_is_told_once) {
  FakeLink link;
  link.send(End::a, "there");
  link.set_latency(End::a, 5);
  link.send(End::a, "never");
  link.reset(End::a);
  EXPECT_EQ(received(link, End::b), "there");
  EXPECT_EQ(received(link, End::b), "error " + std::to_string(ECONNRESET));
  EXPECT_EQ(received(link, End::b), "");
  EXPECT_EQ(link.send(End::b, "anyone?"), (Answer{-1, EPIPE}));
}

}  // namespace
}  // namespace shortread::testing
