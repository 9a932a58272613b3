// How clients leave a hub, what they still get, and how far behind one may be. chat/1.3, chat/3.x,
// chat/4.x
#include <tests/chat/guest.hpp>

namespace shortread::chat::tests {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> told(Hub& hub) {
  std::vector<std::string> lines;
  for (const Event& event : hub.take_events()) {
    const char* const kind = event.kind == Event::Kind::joined    ? "joined"
                             : event.kind == Event::Kind::refused ? "refused"
                             : event.kind == Event::Kind::dropped ? "dropped"
                                                                  : "left";
    lines.push_back(event.name + " " + kind + (event.why.empty() ? "" : ": " + event.why));
  }
  return lines;
}

// chat/3.2
TEST(HubEnds, a_half_close_has_left_and_still_gets_what_it_is_owed) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  ann.says("before");
  bob.finishes();
  ann.says("after");
  EXPECT_FALSE(bob.is_done());
  EXPECT_EQ(bob.hears(), Pairs{"ann: before"});
  EXPECT_TRUE(bob.is_done());
}

// chat/1.3
TEST(HubEnds, a_name_is_free_as_soon_as_its_owner_has_left) {
  Hub hub;
  Guest ann{hub, "ann"};
  ann.finishes();
  Guest second{hub, "ann"};
  EXPECT_EQ(hub.room().size(), 1U);
  second.breaks();
  Guest third{hub, "ann"};
  third.sends("x");
  Guest fourth{hub, "ann"};
  EXPECT_EQ(hub.room().size(), 1U);
}

// chat/3.1
TEST(HubEnds, an_end_inside_a_frame_is_told) {
  Hub hub;
  Guest ann{hub, "ann"};
  ann.sends("5         hel");
  ann.finishes();
  EXPECT_EQ(ann.hears(), Pairs{"server: closed inside a frame at byte 26: 2 bytes missing"});
}

// chat/3.3
TEST(HubEnds, a_broken_connection_is_nobody_else_s) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  Guest cid{hub, "cid"};
  ann.says("hello");
  bob.gets(5);
  bob.breaks("Connection reset by peer");
  ann.says("again");
  EXPECT_EQ(cid.hears(), (Pairs{"ann: hello", "ann: again"}));
}

// chat/5.1: everything that happens is told, once.
TEST(HubEnds, every_event_is_told) {
  Hub hub{{.clients = 3, .name_time = 1s}};
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  Guest silent{hub};
  hub.tick(2s);
  bob.finishes();
  bob.breaks("never told");
  ann.breaks("Connection reset by peer");
  EXPECT_EQ(told(hub), (std::vector<std::string>{
                           "ann joined", "bob joined", " refused: no name came in time",
                           "bob left: it closed", "ann left: Connection reset by peer"}));
  EXPECT_TRUE(told(hub).empty());
}

// chat/4.2: nobody is delayed, nobody else is dropped, and memory is given back.
TEST(HubEnds, who_is_too_far_behind_is_dropped) {
  constexpr std::uint64_t lag = 256 * KiB;
  Hub hub{{.lag_bytes = lag}};
  Guest ann{hub, "ann"};
  Guest reads{hub, "reads"};
  Guest never{hub, "never"};
  const std::string message(10'000, 'x');
  for (int i = 0; i < 200; ++i) {
    ann.says(message);
    reads.gets();
    EXPECT_LE(hub.room().log().bytes_held(), lag + 256 * KiB);
  }
  EXPECT_EQ(told(hub), (std::vector<std::string>{"ann joined", "reads joined", "never joined",
                                                 "never dropped: it fell too far behind"}));
  EXPECT_EQ(never.hears(), Pairs{});
  EXPECT_EQ(reads.hears().size(), 200U);
  Guest again{hub, "never"};  // its name is free
  EXPECT_EQ(hub.room().size(), 3U);
}

// chat/4.2: exactly the limit is still allowed.
TEST(HubEnds, who_is_behind_within_the_limit_stays_and_loses_nothing) {
  Hub hub{{.lag_bytes = MiB}};
  Guest ann{hub, "ann"};
  Guest slow{hub, "slow"};
  const std::string message(10'000, 'x');
  for (int i = 0; i < 100; ++i) ann.says(message);
  EXPECT_EQ(told(hub), (std::vector<std::string>{"ann joined", "slow joined"}));
  EXPECT_EQ(slow.hears().size(), 100U);
}

// chat/4.3: what everybody has is forgotten, also when nothing more comes.
TEST(HubEnds, what_everybody_has_is_forgotten) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  for (int i = 0; i < 100; ++i) ann.says(std::string(10'000, 'x'));
  bob.gets();
  hub.tick(0s);
  hub.tick(2s);
  EXPECT_EQ(hub.room().log().begin(), hub.room().log().end());
  EXPECT_EQ(hub.next_deadline(), 10s);  // what is left to do is about names alone
}

// chat/3.2: nor does one who has left, and has all that it is owed, keep anything.
TEST(HubEnds, who_has_left_keeps_nothing) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  bob.finishes();
  for (int i = 0; i < 100; ++i) ann.says(std::string(10'000, 'x'));
  EXPECT_LE(hub.room().log().bytes_held(), 256 * KiB);
}

// chat/4.2: nor may one who has left, and does not take what it is owed, keep the room's memory.
TEST(HubEnds, who_has_left_and_does_not_read_is_dropped_too) {
  Hub hub{{.lag_bytes = 256 * KiB}};
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  ann.says("bob is owed this");
  bob.finishes();
  for (int i = 0; i < 50; ++i) ann.says(std::string(10'000, 'x'));
  EXPECT_EQ(told(hub), (std::vector<std::string>{"ann joined", "bob joined", "bob left: it closed",
                                                 "bob dropped: it fell too far behind"}));
  EXPECT_FALSE(bob.is_done());
  EXPECT_LE(hub.room().log().bytes_held(), 256 * KiB + 256 * KiB);
  bob.breaks();
  EXPECT_TRUE(told(hub).empty());
}

// chat/3.1: it has been told why, and that was its end.
TEST(HubEnds, a_refused_one_ends_once) {
  Hub hub;
  Guest ann{hub, "ann"};
  ann.sends("x");
  ann.finishes();
  ann.sends("y");
  ann.finishes();
  hub.finish_all("the server ends");
  EXPECT_EQ(ann.hears().size(), 1U);
  EXPECT_TRUE(ann.is_done());
  ann.breaks();
  EXPECT_EQ(told(hub).size(), 2U);
  EXPECT_EQ(hub.clients(), 0U);
}

TEST(HubEnds, has_nothing_to_do_when_nobody_is_there) {
  Hub hub;
  EXPECT_EQ(hub.next_deadline(), std::nullopt);
  hub.tick(5s);
  EXPECT_EQ(hub.next_deadline(), std::nullopt);
  EXPECT_EQ(hub.clients(), 0U);
}

// chat/4.3: once a second is enough, and when there is nothing to forget nobody is woken for it.
TEST(HubEnds, forgets_once_a_second_while_there_is_something) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  hub.tick(10s);
  EXPECT_EQ(hub.next_deadline(), std::nullopt);
  ann.says("hello");
  bob.gets();
  hub.tick(20s);
  EXPECT_EQ(hub.next_deadline(), 21s);
  hub.tick(20'999ms);
  EXPECT_EQ(hub.room().log().begin(), 0U);
  hub.tick(21s);
  EXPECT_EQ(hub.room().log().begin(), hub.room().log().end());
  hub.tick(22s);
  EXPECT_EQ(hub.next_deadline(), std::nullopt);
}

// chat/4.2: the limit itself is still within it.
TEST(HubEnds, drops_at_the_first_byte_beyond_the_limit) {
  const std::uint64_t pair = 10 + 3 + 10 + 70'000;
  for (const std::uint64_t limit : {pair, pair - 1}) {
    Hub hub{{.message = {.bytes = 100'000}, .lag_bytes = limit}};
    Guest ann{hub, "ann"};
    Guest bob{hub, "bob"};
    ann.says(std::string(70'000, 'x'));
    EXPECT_EQ(told(hub).size(), limit == pair ? 2U : 3U) << limit;
  }
}

// The defaults are what docs/wire.md says.
TEST(HubEnds, has_the_limits_of_the_wire) {
  const HubLimits limits;
  EXPECT_EQ(limits.clients, 1000U);
  EXPECT_EQ(limits.message.bytes, 64 * KiB);
  EXPECT_EQ(limits.lag_bytes, 16 * MiB);
  EXPECT_EQ(limits.name_time, 10s);
}

// chat/3.4
TEST(HubEnds, when_the_server_ends_everybody_gets_what_is_owed) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  Guest nameless{hub};
  ann.says("last words");
  hub.finish_all("the server ends");
  ann.says("too late");
  EXPECT_EQ(bob.hears(), Pairs{"ann: last words"});
  EXPECT_TRUE(ann.is_done() && bob.is_done() && nameless.is_done());
}

}  // namespace
}  // namespace shortread::chat::tests
