// Lesson 3 with CPython: their clients in our room, ours in theirs.
#include <gtest/gtest.h>
#include <tests/interop/python_peer.hpp>
#include <tests/programs/chat/wire_guest.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

class ChatInterop : public ::testing::TestWithParam<const char*> {};

// chat/1.1, chat/2.1
TEST_P(ChatInterop, a_tutorials_clients_talk_in_our_room) {
  const ServerUnderTest server{GetParam()};
  WireGuest watcher{server, "watcher"};
  PythonPeer ann{"chat_tutorial_client", {server.port(), "ann", "0.1", "2"}};
  PythonPeer bob{"chat_tutorial_client",
                 {server.port(), "Zo\u00eb", "0.5", "0", "hello", "caf\u00e9"}};
  EXPECT_EQ(watcher.hears(2), (Pairs{"Zo\u00eb: hello", "Zo\u00eb: caf\u00e9"}));
  EXPECT_EQ(bob.exit_code(), 0) << bob.errors();
  EXPECT_EQ(ann.exit_code(), 0) << ann.errors();
  EXPECT_EQ(ann.output(), "Zo\u00eb > hello\nZo\u00eb > caf\u00e9\n");
}

INSTANTIATE_TEST_SUITE_P(Server, ChatInterop,
                         ::testing::Values("chat_server", "lesson_chat_server"),
                         [](const auto& named) { return std::string{named.param}; });

// chat/2.1, chat/5.2
TEST(ChatInteropClient, ours_talk_in_a_tutorials_room) {
  PythonPeer server{"chat_tutorial_server", {}};
  const std::string port = ::shortread::testing::listening_port(server);
  ChildProcess ann{program("chat_client"), {"--name", "ann", "--port", port, "--stay"}};
  ChildProcess bob{program("chat_client"), {"--name", "bob", "--port", port}};
  for (int i = 0; i < 200 && !ann.prints("bob > here\n", 100ms); ++i) bob.write_input("here\n");
  bob.write_input("caf\u00e9\n");
  bob.close_input();
  EXPECT_TRUE(ann.prints("bob > caf\u00e9\n"));
  EXPECT_EQ(bob.exit_code(), 0) << bob.errors();
}

}  // namespace
}  // namespace shortread::tests
