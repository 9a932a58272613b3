// The hub on good days and bad ones: names, messages, refusals. chat/1.x, chat/2.x, chat/3.1
#include <tests/chat/guest.hpp>

namespace shortread::chat::tests {
namespace {

using namespace std::chrono_literals;

// chat/1.1
TEST(Hub, takes_the_first_frame_for_the_name_and_later_ones_for_messages) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  ann.says("hello");
  bob.says("hi");
  EXPECT_EQ(bob.hears(), Pairs{"ann: hello"});
  EXPECT_EQ(ann.hears(), Pairs{"bob: hi"});
}

// chat/1.1
TEST(Hub, has_nobody_in_the_room_who_has_no_name) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest silent{hub};
  ann.says("hello");
  EXPECT_EQ(silent.hears(), Pairs{});
  EXPECT_EQ(hub.room().size(), 1U);
}

// chat/2.1
TEST(Hub, passes_on_each_message_however_the_network_cut_it) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub};
  for (const char byte : frame("bob") + frame("") + frame("caf\u00e9")) bob.sends({&byte, 1});
  EXPECT_EQ(ann.hears(), (Pairs{"bob: ", "bob: caf\u00e9"}));
}

// chat/2.1: a message is bytes; that it looks like a frame is nobody's business.
TEST(Hub, passes_on_bytes_as_they_are) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  const std::string odd{"5         hello\0\x1b[2J\\", 22};
  bob.says(odd);
  EXPECT_EQ(ann.hears(), Pairs{"bob: " + odd});
}

// chat/2.2
TEST(Hub, shows_all_the_same_order) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  Guest cid{hub, "cid"};
  Guest dan{hub, "dan"};
  for (int i = 0; i < 50; ++i) {
    (i % 3 == 0 ? ann : bob).says(std::to_string(i));
    if (i % 7 == 0) cid.gets(static_cast<std::size_t>(i));
  }
  EXPECT_EQ(cid.hears(), dan.hears());
  EXPECT_EQ(cid.hears().size(), 50U);
}

// chat/3.1
TEST(Hub, tells_who_is_refused_why_and_nobody_else_notices) {
  for (const std::string& bad :
       {frame("ann"), frame("server"), frame(""), frame("a\x1b"), frame(std::string(33, 'x')),
        frame("\xff"), std::string{"-5        "}, std::string{"+1_0      "},
        std::string{"9999999999"}}) {
    Hub hub;
    Guest ann{hub, "ann"};
    Guest bob{hub, "bob"};
    Guest bad_one{hub};
    bad_one.sends(bad + frame("never shown"));
    ASSERT_EQ(bad_one.hears().size(), 1U) << bad;
    EXPECT_TRUE(bad_one.hears()[0].starts_with("server: ")) << bad_one.hears()[0];
    EXPECT_TRUE(bad_one.is_done());
    ann.says("still here");
    EXPECT_EQ(bob.hears(), Pairs{"ann: still here"});
    EXPECT_EQ(ann.hears(), Pairs{});
  }
}

// chat/2.3
TEST(Hub, refuses_a_message_that_is_no_utf_8_or_over_the_limit) {
  Hub hub{{.message = {.bytes = 20}}};
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  Guest cid{hub, "cid"};
  ann.says(std::string(20, 'x'));
  ann.says(std::string(21, 'x'));
  bob.says("\xc3");
  EXPECT_TRUE(ann.hears().back().starts_with("server: frame over the limit at byte 43"));
  EXPECT_EQ(cid.hears(), Pairs{"ann: " + std::string(20, 'x')});
  EXPECT_TRUE(bob.hears().back().starts_with("server: a message is UTF-8"));
  EXPECT_EQ(hub.room().size(), 1U);
}

// chat/3.1: in the middle of a pair it gets the rest of it first.
TEST(Hub, never_puts_a_refusal_into_the_middle_of_a_pair) {
  Hub hub;
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  ann.says("hello");
  bob.gets(17);
  bob.sends("x");
  ann.says("after bob was refused");
  const Pairs heard = bob.hears();
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_EQ(heard[0], "ann: hello");
  EXPECT_TRUE(heard[1].starts_with("server: malformed header at byte 13"));
}

// chat/1.4
TEST(Hub, refuses_who_has_no_name_in_time_and_nobody_else) {
  Hub hub{{.name_time = 100ms}};
  Guest ann{hub, "ann"};
  Guest silent{hub, Time{10}};
  Guest half{hub, Time{20}};
  half.sends("3    ");
  EXPECT_EQ(hub.next_deadline(), Time{100});
  hub.tick(Time{109});
  EXPECT_FALSE(silent.is_done());
  hub.tick(Time{110});
  EXPECT_EQ(silent.hears(), Pairs{"server: no name came in time"});
  EXPECT_TRUE(silent.is_done());
  EXPECT_FALSE(half.is_done());
  hub.tick(Time{1000});
  EXPECT_TRUE(half.hears().size() == 1U && half.is_done());
  EXPECT_FALSE(ann.is_done());
}

// chat/4.4
TEST(Hub, refuses_who_does_not_fit_into_the_room) {
  Hub hub{{.clients = 2}};
  Guest ann{hub, "ann"};
  Guest bob{hub, "bob"};
  Guest cid{hub};
  EXPECT_EQ(cid.hears(), Pairs{"server: the room is full"});
  EXPECT_TRUE(cid.is_done());
  cid.breaks();
  bob.breaks();
  Guest dan{hub, "dan"};
  EXPECT_EQ(hub.room().size(), 2U);
}

}  // namespace
}  // namespace shortread::chat::tests
