// The chat servers from outside: the full one and lesson 3's own, on good days and hostile ones.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <csignal>

#include <tests/lessons/process_usage.hpp>
#include <tests/programs/chat/wire_guest.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

class ChatServer : public ::testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Wire, ChatServer, ::testing::Values(SHORTREAD_CHAT_SERVERS),
                         [](const auto& named) { return std::string{named.param}; });

// chat/1.1, chat/2.1
TEST_P(ChatServer, passes_on_messages_to_all_but_the_sender) {
  const ServerUnderTest server{GetParam()};
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  WireGuest cid{server, "cid"};
  meet({&ann, &bob, &cid});
  ann.says("hello");
  EXPECT_EQ(bob.hears(1), Pairs{"ann: hello"});
  bob.says("");
  EXPECT_EQ(ann.hears(1), Pairs{"bob: "});
  ann.says("caf\u00e9");
  EXPECT_EQ(cid.hears(3), (Pairs{"ann: hello", "bob: ", "ann: caf\u00e9"}));
  EXPECT_EQ(bob.hears(1), Pairs{"ann: caf\u00e9"});
}

// chat/2.1, chat/4.1: failures 15 and 16 of docs/wire.md's list
TEST_P(ChatServer, takes_frames_in_any_pieces_and_waits_for_none) {
  const ServerUnderTest server{GetParam()};
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  WireGuest silent{server};
  WireGuest half{server};
  half.sends("5    ");
  meet({&ann, &bob});
  const std::string message = frame("in two segments");
  ann.sends(message.substr(0, 4));
  bob.says("in between");
  EXPECT_EQ(ann.hears(1), Pairs{"bob: in between"});
  ann.sends(message.substr(4, 10));
  std::this_thread::sleep_for(20ms);
  ann.sends(message.substr(14));
  EXPECT_EQ(bob.hears(1), Pairs{"ann: in two segments"});
}

// chat/3.1: failures 17, 18, 21 and 23
TEST_P(ChatServer, tells_who_is_refused_why_closes_and_goes_on) {
  const ServerUnderTest server{GetParam()};
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  meet({&ann, &bob});
  for (const std::string& bad :
       {frame("\xff\xfe"), frame("ann"), frame("server"), frame(""), frame(std::string(33, 'x')),
        frame("a\x1b[2Jb"), std::string{"9999999999"}, std::string{"+1_0      "},
        std::string{"-5        "}, frame("cid") + frame("\xc3\x28"), frame("cid") + "xyz"}) {
    WireGuest hostile{server};
    hostile.sends(bad + std::string(1000, 'z'));
    const Pairs told = hostile.hears_until_the_close();
    ASSERT_EQ(told.size(), 1U) << bad;
    EXPECT_TRUE(told[0].starts_with("server: ")) << told[0];
  }
  ann.says("still here");
  EXPECT_EQ(bob.hears(1), Pairs{"ann: still here"});
}

// chat/1.4: failure 14
TEST_P(ChatServer, refuses_who_does_not_name_itself_in_time) {
  const ServerUnderTest server{GetParam(), {"--name-timeout", "0.3"}};
  WireGuest ann{server, "ann"};
  WireGuest silent{server};
  EXPECT_EQ(silent.hears_until_the_close().size(), 1U);
  WireGuest bob{server, "bob"};
  meet({&ann, &bob});
}

// chat/1.3: failure 25
TEST_P(ChatServer, frees_a_name_when_its_owner_leaves_however_it_does) {
  const ServerUnderTest server{GetParam()};
  WireGuest watcher{server, "watcher"};
  for (int i = 0; i < 10; ++i) {
    WireGuest ann{server, "ann"};
    meet({&ann, &watcher});
    if (i % 2 == 0) ann.finishes();
    else ann.breaks();
    if (i % 2 == 0) EXPECT_EQ(ann.hears_until_the_close(), Pairs{});
    else std::this_thread::sleep_for(50ms);
  }
}

// chat/3.3: failure 19
TEST_P(ChatServer, goes_on_when_receivers_break_in_the_middle_of_a_broadcast) {
  const ServerUnderTest server{GetParam()};
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  meet({&ann, &bob});
  for (int i = 0; i < 3; ++i) {
    WireGuest gone{server, "in the room " + std::to_string(i)};
    meet({&ann, &bob, &gone});
    gone.breaks();
    ann.says("who is still here?");
    EXPECT_EQ(bob.hears(1), Pairs{"ann: who is still here?"});
  }
  for (int i = 0; i < 20; ++i) {  // and at any moment of its coming
    WireGuest gone{server, "gone" + std::to_string(i)};
    ann.says("to whom it may concern");
    gone.breaks();
    ann.says("and more");
  }
  EXPECT_EQ(bob.hears(40).size(), 40U);
}

// chat/3.3: the newest client has not always the highest number.
TEST_P(ChatServer, hears_everybody_when_descriptors_are_used_again) {
  const ServerUnderTest server{GetParam()};
  WireGuest eve{server, "eve"};
  WireGuest ann{server, "ann"};
  meet({&eve, &ann});
  eve.finishes();
  EXPECT_EQ(eve.hears_until_the_close(), Pairs{});
  WireGuest bob{server, "bob"};  // in eve's place
  meet({&bob, &ann});
}

// chat/3.2
TEST_P(ChatServer, gives_who_closed_its_side_what_it_is_owed) {
  const ServerUnderTest server{GetParam()};
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  meet({&ann, &bob});
  WireGuest cid{server, "cid"};
  meet({&ann, &bob, &cid});
  const std::string long_one(60'000, 'x');
  for (int i = 0; i < 50; ++i) {
    ann.says(long_one);
    ASSERT_EQ(cid.hears(1).size(), 1U);
  }
  ann.says("the last");
  ASSERT_EQ(cid.hears(1).size(), 1U);  // all of it has been said, and bob has not read a byte
  bob.finishes();
  const Pairs owed = bob.hears_until_the_close();
  ASSERT_EQ(owed.size(), 51U);
  EXPECT_TRUE(owed.back() == "ann: the last");
}

// chat/4.2, chat/4.3: failure 20
TEST_P(ChatServer, drops_who_never_reads_and_delays_nobody) {
  ::setenv("ASAN_OPTIONS", "quarantine_size_mb=1", 1);  // memory given back is given back at once
  ServerUnderTest server{GetParam(), {"--max-lag", "1MiB"}};
  ::unsetenv("ASAN_OPTIONS");
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  WireGuest never{server.connect_with_small_buffers()};
  never.sends(frame("never"));
  meet({&ann, &bob});
  const std::string message(50'000, 'x');
  for (int i = 0; i < 20; ++i) {  // what the kernel keeps for one connection and the lag limit
    for (int j = 0; j < 10; ++j) ann.says(message);
    ASSERT_EQ(bob.hears(10).size(), 10U) << "the room stands still";
  }
  const auto before = resident_bytes(server.process().pid());
  for (int i = 0; i < 100; ++i) {
    for (int j = 0; j < 10; ++j) ann.says(message);
    ASSERT_EQ(bob.hears(10).size(), 10U) << "the room stands still";
  }
  EXPECT_LE(resident_bytes(server.process().pid()) - before, std::int64_t{16} * 1024 * 1024);
  WireGuest second{server, "never"};  // the name is free: it was dropped
  meet({&ann, &second});
}

// chat/4.2: it has closed its side, is owed a lot, and never takes it.
TEST_P(ChatServer, drops_who_has_left_and_never_reads) {
  const ServerUnderTest server{GetParam(), {"--max-lag", "1MiB"}};
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  WireGuest never{server.connect_with_small_buffers()};
  never.sends(frame("never"));
  meet({&ann, &bob});
  const std::string message(50'000, 'x');
  const auto talk = [&](int messages) {
    for (int i = 0; i < messages; ++i) ann.says(message);
    ASSERT_EQ(bob.hears(static_cast<std::size_t>(messages)).size(),
              static_cast<std::size_t>(messages));
  };
  talk(15);
  never.finishes();
  for (int i = 0; i < 10; ++i) talk(10);
}

// chat/4.4
TEST_P(ChatServer, refuses_who_does_not_fit_in) {
  const ServerUnderTest server{GetParam(), {"--max-clients", "2"}};
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  meet({&ann, &bob});
  WireGuest cid{server, "cid"};
  EXPECT_EQ(cid.hears_until_the_close(), Pairs{"server: the room is full"});
  ann.says("two is company");
  EXPECT_EQ(bob.hears(1), Pairs{"ann: two is company"});
}

// chat/4.4: failure 22. The test needs as many descriptors as the server.
TEST_P(ChatServer, survives_more_clients_than_select_can_watch) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_max < 2200) GTEST_SKIP() << "only " << limit.rlim_max << " descriptors here";
  const rlimit wanted{.rlim_cur = 2200, .rlim_max = limit.rlim_max};
  ::setrlimit(RLIMIT_NOFILE, &wanted);  // the server inherits it
  ServerUnderTest server{GetParam(), {"--max-clients", "5000"}};
  WireGuest ann{server, "ann"};
  std::vector<WireGuest> herd;
  std::size_t refused = 0;
  for (int i = 0; i < 1060; ++i) herd.emplace_back(server, "n" + std::to_string(i));
  for (std::size_t i = 1000; i < herd.size(); ++i) {
    const Pairs told = herd[i].hears(1, 300ms);
    if (!told.empty() && told[0] == "server: too many connections for this server") ++refused;
  }
  EXPECT_GE(refused, 30U);
  ann.says("hello to all who fit");
  for (std::size_t i = 0; i < 900; i += 100) EXPECT_EQ(herd[i].hears(1).size(), 1U) << i;
  herd.clear();
  WireGuest bob{server, "bob"};
  meet({&ann, &bob});
}

// chat/4.1: a full table of descriptors is waited out, without turning as fast as one can.
TEST_P(ChatServer, waits_without_turning_when_there_is_no_descriptor_left) {
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  const rlimit few{.rlim_cur = 40, .rlim_max = before.rlim_max};
  ::setrlimit(RLIMIT_NOFILE, &few);
  ::setenv("UBSAN_OPTIONS", "suppressions=" SHORTREAD_SOURCE_DIR "/tests/support/ubsan.supp", 1);
  ServerUnderTest server{GetParam()};
  ::unsetenv("UBSAN_OPTIONS");
  ::setrlimit(RLIMIT_NOFILE, &before);
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  meet({&ann, &bob});
  std::vector<WireGuest> herd;
  for (int i = 0; i < 60; ++i) herd.emplace_back(server);
  std::this_thread::sleep_for(100ms);
  EXPECT_LT(processor_time_during(server.process().pid(), 1s), 300ms);
  ann.says("still served");
  EXPECT_EQ(bob.hears(1), Pairs{"ann: still served"});
  herd.clear();
  WireGuest cid{server, "cid"};
  meet({&ann, &cid});
}

// chat/3.4
TEST_P(ChatServer, delivers_what_is_owed_and_exits_with_0_when_it_is_told_to_end) {
  for (const int signal : {SIGTERM, SIGINT}) {
    ServerUnderTest server{GetParam(), {"--grace", "60"}};
    WireGuest ann{server, "ann"};
    WireGuest bob{server, "bob"};
    WireGuest eve{server, "eve"};
    meet({&ann, &bob, &eve});
    const std::string long_one(60'000, 'x');
    for (int i = 0; i < 50; ++i) ann.says(long_one);
    EXPECT_EQ(eve.hears(50).size(), 50U);  // so all of it has arrived, and waits for bob
    server.process().signal(signal);
    EXPECT_EQ(bob.hears_until_the_close().size(), 50U);
    EXPECT_EQ(server.process().exit_code(20s), 0);
  }
}

// chat/3.4: who never reads delays the end by the grace, no longer.
TEST_P(ChatServer, ends_within_the_grace_whoever_does_not_read) {
  ServerUnderTest server{GetParam(), {"--grace", "0.5"}};
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  WireGuest never{server.connect_with_small_buffers()};
  never.sends(frame("never"));
  meet({&ann, &bob});
  for (int i = 0; i < 100; ++i) ann.says(std::string(50'000, 'x'));
  EXPECT_EQ(bob.hears(100).size(), 100U);
  server.process().signal(SIGTERM);
  EXPECT_EQ(server.process().exit_code(5s), 0);
}

// header/3.6
TEST_P(ChatServer, uses_no_processor_time_while_it_waits) {
  ServerUnderTest server{GetParam()};
  WireGuest ann{server, "ann"};
  WireGuest bob{server, "bob"};
  meet({&ann, &bob});
  bob.finishes();
  EXPECT_EQ(bob.hears_until_the_close(), Pairs{});
  EXPECT_LT(processor_time_during(server.process().pid(), 1s), 200ms);
}

// header/3.4: failure 13
TEST_P(ChatServer, restarts_at_once_on_the_port_it_had) {
  std::string port;
  {
    ServerUnderTest server{GetParam()};
    port = server.port();
    WireGuest ann{server, "ann"};
    WireGuest bob{server, "bob"};
    meet({&ann, &bob});
    server.process().signal(SIGTERM);
    EXPECT_EQ(server.process().exit_code(10s), 0);
  }
  ChildProcess again{program(GetParam()), {"--port", port}};
  EXPECT_EQ(::shortread::testing::listening_port(again), port);
}

// A server whose standard output is a pipe that nobody reads after the first line.
class UnreadServer {
 public:
  explicit UnreadServer(const std::string& name) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const std::string path = program(name);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::execl(path.c_str(), path.c_str(), "--port", "0", nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    unread_ = Descriptor{ends[0]};
    std::string line;
    for (char c = 0; ::read(unread_.number(), &c, 1) == 1 && c != '\n';) line += c;
    address_ = line.substr(line.rfind(' ') + 1);
  }
  ~UnreadServer() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  UnreadServer(const UnreadServer&) = delete;
  UnreadServer& operator=(const UnreadServer&) = delete;

  [[nodiscard]] Connection connect() const {
    return must(connect_to(parse_endpoint(address_).value()));
  }
  void close_the_pipe() { unread_.close(); }

 private:
  pid_t pid_ = -1;
  Descriptor unread_;
  std::string address_;
};

// chat/4.1, chat/5.1: who does not read the log delays nobody either.
TEST_P(ChatServer, goes_on_when_nobody_reads_its_log) {
  UnreadServer server{GetParam()};
  WireGuest ann{server.connect()};
  WireGuest bob{server.connect()};
  ann.sends(frame("ann"));
  bob.sends(frame("bob"));
  meet({&ann, &bob});
  const auto come_and_go = [&](int guests) {
    for (int i = 0; i < guests; ++i) {
      WireGuest guest{server.connect()};
      guest.sends(frame(std::string(30, '\x7f')) + "x");  // refused: a long line of log
      ASSERT_EQ(guest.hears(1).size(), 1U) << "the room stands still after " << i;
    }
  };
  come_and_go(1500);  // beyond the 64 KiB that a pipe holds
  ann.says("still here");
  EXPECT_EQ(bob.hears(1), Pairs{"ann: still here"});
  server.close_the_pipe();
  come_and_go(3);
  ann.says("and without a log");
  EXPECT_EQ(bob.hears(1), Pairs{"ann: and without a log"});
}

// chat/5.1: failure 24
TEST_P(ChatServer, has_one_line_of_log_an_event_whatever_bytes_are_in_it) {
  ServerUnderTest server{GetParam()};
  WireGuest ann{server, "Zo\u00eb \u202e"};
  EXPECT_TRUE(server.process().prints("'Zo\u00eb \\xe2\\x80\\xae'"));
  WireGuest hostile{server, "a\x1b[2J\nb"};
  EXPECT_EQ(hostile.hears_until_the_close().size(), 1U);
  EXPECT_TRUE(server.process().prints(": a name has no control characters"));
  ann.breaks();
  const auto lines = [&] { return std::ranges::count(server.process().output(), '\n'); };
  for (int i = 0; i < 200 && lines() < 4; ++i) std::this_thread::sleep_for(100ms);
  EXPECT_EQ(lines(), 4) << server.process().output();
  EXPECT_EQ(server.process().output().find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace shortread::tests
