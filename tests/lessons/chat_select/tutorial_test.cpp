// The tutorial's programs of lesson 3: they work on a good day, and fail where the page says.
#include <gtest/gtest.h>
#include <tests/programs/chat/wire_guest.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

constexpr auto nothing_comes = 500ms;
const std::string long_message(60'000, 'm');

// In the room when this returns: the server has named it in its log.
WireGuest guest_in(ServerUnderTest& server, const std::string& name) {
  WireGuest guest{server, name};
  EXPECT_TRUE(server.process().prints("username: " + name + "\n"));
  return guest;
}

TEST(TutorialChatServer, passes_on_what_each_says_on_a_good_day) {
  ServerUnderTest server{"tutorial_chat_server"};
  WireGuest ann = guest_in(server, "ann");
  WireGuest bob = guest_in(server, "bob");
  WireGuest cid = guest_in(server, "cid");
  ann.says("hello");
  EXPECT_EQ(bob.hears(1), Pairs{"ann: hello"});
  bob.says("hi");
  EXPECT_EQ(ann.hears(1), Pairs{"bob: hi"});
  EXPECT_EQ(cid.hears(2), (Pairs{"ann: hello", "bob: hi"}));
}

TEST(TutorialChatServer, serves_nobody_while_one_has_said_nothing) {
  ServerUnderTest server{"tutorial_chat_server"};
  WireGuest ann = guest_in(server, "ann");
  WireGuest bob = guest_in(server, "bob");
  WireGuest silent{server};
  ann.says("hello");
  EXPECT_EQ(bob.hears(1, nothing_comes), Pairs{});
  silent.sends(frame("dan"));  // and this is what it waited for
  EXPECT_EQ(bob.hears(1), Pairs{"ann: hello"});
}

// Whoever gets it takes the rest of it from what is said next; so long that this is two whole
// frames, and what comes after them is in step again.
TEST(TutorialChatServer, sends_three_letters_under_a_header_that_says_sixteen) {
  ServerUnderTest server{"tutorial_chat_server"};
  WireGuest ann = guest_in(server, "ann");
  WireGuest bob = guest_in(server, "bob");
  WireGuest cid = guest_in(server, "cid");
  ann.sends("16        hel");
  EXPECT_EQ(bob.hears(1, nothing_comes), Pairs{});
  ann.sends("lo, everybody");  // no header: she is out
  EXPECT_TRUE(server.process().prints("Closed connection from: ann\n"));
  cid.says("yes");
  EXPECT_EQ(bob.hears(1), Pairs{"ann: hel3         cid"});
}

TEST(TutorialChatServer, stands_still_when_one_never_reads_and_ends_when_that_one_resets) {
  ServerUnderTest server{"tutorial_chat_server"};
  WireGuest silent{server.connect_with_small_buffers()};
  silent.sends(frame("dan"));
  ASSERT_TRUE(server.process().prints("username: dan\n"));
  WireGuest ann = guest_in(server, "ann");
  WireGuest bob = guest_in(server, "bob");
  std::size_t heard = 0;
  while (heard < 600) {
    ann.says(long_message);
    if (bob.hears(1, nothing_comes * 4).empty()) break;
    ++heard;
  }
  EXPECT_LT(heard, 600U);
  EXPECT_EQ(server.process().exit_code(0ms), std::nullopt) << "it still waits";
  silent.breaks();
  EXPECT_EQ(server.process().exit_code(), 1);
}

TEST(TutorialChatServer, writes_a_terminals_escape_as_it_is) {
  ServerUnderTest server{"tutorial_chat_server"};
  const WireGuest eve = guest_in(server, "\x1b[2Jeve");
}

TEST(TutorialChatClient, shows_a_message_only_after_enter) {
  ServerUnderTest server{"lesson_chat_server"};
  ChildProcess bob{program("tutorial_chat_client"), {"--port", server.port(), "--name", "bob"}};
  ASSERT_TRUE(server.process().prints("'bob'"));
  WireGuest ann{server, "ann"};
  ASSERT_TRUE(server.process().prints("'ann'"));
  ann.says("hello");
  EXPECT_FALSE(bob.prints("hello", nothing_comes));
  for (int tries = 0; tries < 100 && !bob.prints("ann > hello\n", 200ms); ++tries) {
    bob.write_input("\n");
  }
  EXPECT_EQ(bob.output(), "ann > hello\n");
}

}  // namespace
}  // namespace shortread::tests
