// raw_server: every byte to everybody, and no client stands in another's way.
#include <csignal>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <tests/lessons/ended_program.hpp>
#include <tests/lessons/process_usage.hpp>
#include <tests/lessons/server_under_test.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

// Small pieces, and pauses: the server's send() takes a little at a time.
std::string read_slowly(const Connection& server) {
  std::string all;
  std::vector<std::byte> room(5000);
  for (;;) {
    const ByteView piece = must(receive_some(server, room));
    if (piece.empty()) return all;
    all += text_of(piece);
    if (all.size() % 64 == 0) std::this_thread::sleep_for(100us);
  }
}

// raw/1.1
TEST(RawServer, sends_its_text_and_closes) {
  const ServerUnderTest server{"raw_server", {"--text", "née 日本"}};
  EXPECT_EQ(received_until_closed(server.connect()), "née 日本");
}

TEST(RawServer, welcomes_when_told_nothing) {
  const ServerUnderTest server{"raw_server"};
  EXPECT_EQ(received_until_closed(server.connect()), "Welcome to the server!");
}

TEST(RawServer, sends_nothing_when_there_is_nothing) {
  EXPECT_EQ(received_until_closed(ServerUnderTest{"raw_server", {"--text", ""}}.connect()), "");
  EXPECT_EQ(received_until_closed(ServerUnderTest{"raw_server", {"--bytes", "0"}}.connect()), "");
}

// raw/1.1
TEST(RawServer, sends_every_byte_to_slow_readers) {
  const ServerUnderTest server{"raw_server", {"--bytes", "4MiB"}};
  const std::string expected = alphabet(4 * MiB);
  std::vector<std::jthread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back(
        [&] { EXPECT_TRUE(read_slowly(server.connect_with_small_buffers()) == expected); });
  }
}

// raw/1.1, raw/1.4: a blocking send() takes everything, until a signal comes; even a stop and a
// continue make it return with what it has taken so far (signal(7)).
TEST(RawServer, stopped_and_continued_sends_the_rest) {
  ServerUnderTest server{"raw_server", {"--bytes", "16MiB"}};
  const Connection client = server.connect();
  for (std::size_t before = 0; before == 0 || bytes_waiting(client) != before;) {
    before = bytes_waiting(client);  // until the kernel takes no more, and send() waits
    std::this_thread::sleep_for(100ms);
  }
  server.process().signal(SIGSTOP);
  server.process().signal(SIGCONT);
  EXPECT_TRUE(received_until_closed(client) == alphabet(16 * MiB));
}

// raw/1.1: bytes, not text
TEST(RawServer, sends_a_file_as_it_is) {
  std::string contents(300'000, '\0');
  for (std::size_t i = 0; i < contents.size(); ++i) contents[i] = static_cast<char>(i * 7 % 251);
  const auto path = std::filesystem::path{::testing::TempDir()} /
                    ("raw_server_test." + std::to_string(::getpid()));
  std::ofstream{path, std::ios::binary} << contents;
  const ServerUnderTest server{"raw_server", {"--file", path.string()}};
  std::filesystem::remove(path);
  EXPECT_TRUE(received_until_closed(server.connect()) == contents);
}

// raw/1.6
TEST(RawServer, clients_that_do_not_read_delay_nobody) {
  const ServerUnderTest server{"raw_server", {"--bytes", "16MiB"}};
  std::vector<Connection> silent;
  for (int i = 0; i < 5; ++i) silent.push_back(server.connect());
  for (const Connection& client : silent) {
    while (bytes_waiting(client) == 0) std::this_thread::yield();  // they are being served
  }
  EXPECT_TRUE(received_until_closed(server.connect()) == alphabet(16 * MiB));
}

// raw/1.1: unread bytes from the client make a plain close() destroy what it has not read yet
TEST(RawServer, a_client_that_sends_still_gets_everything) {
  const ServerUnderTest server{"raw_server", {"--bytes", "1MiB"}};
  for (int round = 0; round < 10; ++round) {
    const Connection client = server.connect();
    must(send_all(client, bytes_of("GET / HTTP/1.1\r\n\r\n")));
    must(send_all(client, bytes_of(alphabet(100'000))));
    ASSERT_TRUE(received_until_closed(client) == alphabet(1 * MiB)) << "round " << round;
  }
}

// raw/1.5
TEST(RawServer, clients_that_go_end_only_themselves) {
  ServerUnderTest server{"raw_server", {"--bytes", "4MiB"}};
  for (int i = 0; i < 20; ++i) {
    Connection client = server.connect();
    if (i % 2 == 0) reset(std::move(client));
  }
  EXPECT_TRUE(server.process().complains("send to 127.0.0.1:")) << "a peer that has gone is said";
  EXPECT_TRUE(received_until_closed(server.connect()) == alphabet(4 * MiB));
  EXPECT_EQ(server.process().exit_code(0ms), std::nullopt);
}

// Two hundred at once, as in lesson 2.
TEST(RawServer, serves_many_at_once) {
  const ServerUnderTest server{"raw_server"};
  std::vector<Connection> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(server.connect());
  for (const Connection& client : clients) {
    ASSERT_EQ(received_until_closed(client), "Welcome to the server!");
  }
}

TEST(RawServer, says_first_where_it_listens) {
  const ServerUnderTest server{"raw_server"};
  EXPECT_EQ(server.address(), "127.0.0.1:" + server.port());
  EXPECT_NE(server.port(), "0");
}

TEST(RawServer, ends_cleanly_on_sigterm_and_sigint) {
  for (const int number : {SIGTERM, SIGINT}) {
    ServerUnderTest server{"raw_server"};
    server.process().signal(number);
    EXPECT_EQ(server.process().exit_code(), 0);
  }
}

TEST(RawServer, a_port_in_use_is_refused_by_name) {
  const Listener taken = listen_anywhere();
  const Ended server = run("raw_server", {"--port", std::to_string(taken.local.port)});
  EXPECT_EQ(server.exit_code, 1);
  EXPECT_EQ(server.errors,
            "raw_server: bind " + to_string(taken.local) + ": Address already in use\n");
}

// header/3.4: the server closes first, so its end keeps the port for a minute
TEST(RawServer, restarts_at_once_on_the_port_it_had) {
  std::string port;
  {
    const ServerUnderTest server{"raw_server"};
    port = server.port();
    EXPECT_EQ(received_until_closed(server.connect()), "Welcome to the server!");
  }
  ChildProcess again{program("raw_server"), {"--port", port}};
  EXPECT_EQ(::shortread::testing::listening_port(again), port) << again.errors();
}

// header/3.6
TEST(RawServer, that_waits_uses_no_processor_time) {
  ServerUnderTest server{"raw_server", {"--bytes", "16MiB"}};
  const Connection silent = server.connect();
  while (bytes_waiting(silent) == 0) std::this_thread::yield();
  std::this_thread::sleep_for(100ms);  // it fills the kernel's buffers: that is work
  EXPECT_LT(processor_time_during(server.process().pid(), 1s), 100ms);
}

TEST(RawServer, and_raw_client_understand_each_other) {
  const ServerUnderTest server{"raw_server", {"--bytes", "4MiB"}};
  const Ended client = run("raw_client", {"--port", server.port(), "--recv", "4MiB"});
  EXPECT_EQ(client.exit_code, 0) << client.errors;
  EXPECT_TRUE(client.output == alphabet(4 * MiB) + "\n") << client.output.size() << " bytes";
}

}  // namespace
}  // namespace shortread::tests
