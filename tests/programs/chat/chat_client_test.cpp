// The chat client: lines in, lines out, against a server that is the test.
#include <csignal>

#include <tests/programs/chat/wire_guest.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

class ChatClient : public ::testing::Test {
 protected:
  ChildProcess& started(Arguments arguments = {"--name", "ann"}) {
    arguments.insert(arguments.end(), {"--port", std::to_string(listener_.local.port)});
    client_.emplace(program("chat_client"), arguments);
    peer_.emplace(must(accept_one(listener_)));
    return *client_;
  }

  void sends(std::string_view bytes) { must(send_all(*peer_, bytes_of(bytes))); }
  void closes() { close_gently(std::move(*peer_)); }

  // The bytes until there are as many as expected.
  std::string gets(std::size_t count) {
    std::string all;
    std::array<std::byte, 4096> room{};
    while (all.size() < count && must(wait_for_bytes(*peer_, 20s))) {
      const auto piece = must(
          receive_some(*peer_, std::span{room}.first(std::min(room.size(), count - all.size()))));
      if (piece.empty()) break;
      all += text_of(piece);
    }
    return all;
  }

  bool has_closed() {
    std::array<std::byte, 1> room{};
    return must(wait_for_bytes(*peer_, 20s)) && must(receive_some(*peer_, room)).empty();
  }

  Listener listener_ = listen_anywhere();
  std::optional<ChildProcess> client_;
  std::optional<Connection> peer_;
};

// chat/1.1, chat/2.1
TEST_F(ChatClient, sends_its_name_and_each_line_as_a_frame) {
  ChildProcess& client = started();
  client.write_input("hello\n\ncaf\u00e9\nno newline");
  client.close_input();
  const std::string expected =
      frame("ann") + frame("hello") + frame("") + frame("caf\u00e9") + frame("no newline");
  EXPECT_EQ(gets(expected.size()), expected);
  EXPECT_TRUE(has_closed());  // a half-close: we can still be told something
  sends(frame("bob") + frame("bye"));
  closes();
  EXPECT_EQ(client.exit_code(), 0);
  EXPECT_EQ(client.output(), "bob > bye\n");
  EXPECT_EQ(client.errors(), "");
}

// chat/1.1
TEST_F(ChatClient, takes_the_first_line_for_its_name_where_none_is_given) {
  ChildProcess& client = started({});
  client.write_input("bob\nhi\n");
  EXPECT_EQ(gets(25), frame("bob") + frame("hi"));
  EXPECT_EQ(client.output(), "");  // nobody is asked who does not sit there
}

// chat/5.2: failures 26 and 27; nothing waits for an Enter
TEST_F(ChatClient, shows_messages_as_they_come_however_they_are_cut) {
  ChildProcess& client = started();
  for (const char byte : frame("bob") + frame("hello")) {
    sends({&byte, 1});
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_TRUE(client.prints("bob > hello\n"));
  sends(frame("cid") + frame("1") + frame("cid") + frame("2"));
  EXPECT_TRUE(client.prints("cid > 1\ncid > 2\n"));
}

// chat/5.2: failure 24
TEST_F(ChatClient, shows_nothing_that_a_terminal_would_obey) {
  ChildProcess& client = started();
  sends(frame("b\x1b[2Job") + frame("one\ntwo \xff \\ \u202e caf\u00e9"));
  EXPECT_TRUE(client.prints("b\\x1b[2Job > one\\x0atwo \\xff \\\\ \\xe2\\x80\\xae caf\u00e9\n"));
}

// chat/5.2
TEST_F(ChatClient, tells_an_end_between_two_pairs_from_one_inside) {
  {
    ChildProcess& client = started();
    sends(frame("bob") + frame("hello"));
    closes();
    EXPECT_EQ(client.exit_code(), 0);
    EXPECT_EQ(client.errors(), "chat_client: the server has left\n");
  }
  for (const std::string& torn :
       {frame("bob"), frame("bob").substr(0, 5), frame("bob") + "5    "}) {
    ChildProcess& client = started();
    sends(torn);
    closes();
    EXPECT_EQ(client.exit_code(), 1);
    EXPECT_EQ(client.errors(), "chat_client: the server left inside a message\n");
  }
}

// chat/3.1
TEST_F(ChatClient, shows_why_it_was_refused_also_when_it_cannot_send_any_more) {
  ChildProcess& client = started();
  sends(frame("server") + frame("somebody here has this name already"));
  client.write_input("said to nobody\n");
  closes();
  EXPECT_EQ(client.exit_code(), 1);
  EXPECT_EQ(client.output(), "server > somebody here has this name already\n");
  EXPECT_EQ(client.errors(), "chat_client: the server has refused us\n");
}

// header/1.2
TEST_F(ChatClient, refuses_a_server_that_breaks_the_rules) {
  ChildProcess& client = started();
  sends(frame("bob") + frame("good") + "-5        ");
  EXPECT_EQ(client.exit_code(), 1);
  EXPECT_EQ(client.output(), "bob > good\n");
  EXPECT_TRUE(client.complains("malformed header at byte 27"));
}

// chat/5.2
TEST_F(ChatClient, listens_on_at_the_end_of_input_where_it_is_told_to_stay) {
  ChildProcess& client = started({"--name", "ann", "--stay"});
  client.write_input("hello\n");
  client.close_input();
  EXPECT_EQ(gets(28), frame("ann") + frame("hello"));
  sends(frame("bob") + frame("still there?"));
  EXPECT_TRUE(client.prints("bob > still there?\n"));
  client.signal(SIGINT);
  EXPECT_EQ(client.exit_code(), 0);
}

// A server that reads slowly gets everything, and the client keeps only so much of it.
TEST_F(ChatClient, sends_all_of_a_long_input) {
  ChildProcess& client = started();
  const std::string line(1000, 'x');
  std::string expected = frame("ann");
  std::thread writer{[&] {
    for (int i = 0; i < 5000; ++i) client.write_input(line + "\n");
    client.close_input();
  }};
  for (int i = 0; i < 5000; ++i) expected += frame(line);
  EXPECT_EQ(gets(expected.size()), expected);
  writer.join();
  closes();
  EXPECT_EQ(client.exit_code(), 0);
}

TEST_F(ChatClient, says_when_nobody_listens) {
  const std::string port = std::to_string(listener_.local.port);
  listener_.descriptor.close();
  ChildProcess client{program("chat_client"), {"--name", "ann", "--port", port}};
  EXPECT_EQ(client.exit_code(), 1);
  EXPECT_TRUE(client.complains("Connection refused"));
}

}  // namespace
}  // namespace shortread::tests
