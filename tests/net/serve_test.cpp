// serve_each: each client for itself, and no trouble with one of them ends the server.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <atomic>
#include <chrono>
#include <csignal>

#include <gtest/gtest.h>
#include <shortread/net/serve.hpp>
#include <tests/net/loopback.hpp>

namespace shortread::tests {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

// serve_each() ends only with its listener; so the server is a process of its own, killed at the
// end, and what it uses up can be measured.
class ServerProcess {
 public:
  template <class Serve>
  explicit ServerProcess(Serve serve) : pid_{::fork()} {
    if (pid_ != 0) return;
    static_cast<void>(serve_each(listener, serve, [](std::string_view) {}));
    ::_exit(1);
  }
  ~ServerProcess() { static_cast<void>(end()); }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  [[nodiscard]] Connection connect() const { return must(connect_to(listener.local)); }
  void allow_descriptors_below(rlim_t number) const {
    const rlimit few{number, number};
    ASSERT_EQ(::prlimit(pid_, RLIMIT_NOFILE, &few, nullptr), 0);
  }
  [[nodiscard]] bool is_running() const { return ::waitpid(pid_, nullptr, WNOHANG) == 0; }

  /// Processor time it has used in all its life.
  std::chrono::microseconds end() {
    if (pid_ <= 0) return {};
    rusage used{};
    ::kill(pid_, SIGKILL);
    ::wait4(std::exchange(pid_, 0), nullptr, 0, &used);
    const auto time = [](const timeval& t) {
      return std::chrono::seconds{t.tv_sec} + std::chrono::microseconds{t.tv_usec};
    };
    return time(used.ru_utime) + time(used.ru_stime);
  }

  const Listener listener = listen_anywhere();

 private:
  pid_t pid_;
};

// Sends back what it receives until the client has finished.
void echo(const Connection& client) {
  std::array<std::byte, 4096> room;
  for (;;) {
    const auto piece = receive_some(client, room);
    if (!piece || piece->empty() || !send_all(client, *piece)) return;
  }
}

bool answers(const Connection& client) {
  must(send_all(client, bytes_of("x")));
  std::array<std::byte, 1> room;
  const auto piece = receive_some(client, room);
  return piece && text_of(*piece) == "x";
}

// True when the server has answered within `patience`; the question must have been sent already.
bool is_answered_within(const Connection& client, std::chrono::milliseconds patience) {
  const timeval wait{.tv_sec = patience / 1s, .tv_usec = patience % 1s / 1us};
  ::setsockopt(client.descriptor.number(), SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  std::array<std::byte, 1> room;
  const auto piece = receive_some(client, room);
  return piece && !piece->empty();
}

// header/3.1
TEST(Serve, many_clients_are_served_at_once) {
  const ServerProcess server{echo};
  std::vector<Connection> clients;
  for (int i = 0; i < 50; ++i) clients.push_back(server.connect());
  for (const Connection& client : clients) EXPECT_TRUE(answers(client));
}

// raw/1.6, header/3.1
TEST(Serve, a_client_that_does_not_read_delays_no_other) {
  const std::string much = alphabet(32 * MiB);
  const ServerProcess server{[&](const Connection& client) {
    if (!answers(client)) return;
    static_cast<void>(send_all(client, bytes_of(much)));
  }};
  const Connection greedy = server.connect();
  must(send_all(greedy, bytes_of("x")));  // and never reads
  const Connection other = server.connect();
  must(send_all(other, bytes_of("x")));
  EXPECT_TRUE(received_until_closed(other) == "x" + much);
}

// raw/1.5, header/3.2
TEST(Serve, a_client_that_resets_ends_nothing_but_itself) {
  const ServerProcess server{echo};
  const Connection stays = server.connect();
  for (int i = 0; i < 20; ++i) {
    Connection client = server.connect();
    must(send_all(client, bytes_of(alphabet(100 * KiB))));
    reset(std::move(client));
  }
  EXPECT_TRUE(answers(stays));
  EXPECT_TRUE(answers(server.connect()));
  EXPECT_TRUE(server.is_running());
}

// Before it believes a virtual call UBSan opens a pipe, to see whether the object can be read; a
// type it has seen it remembers. So it must see these while there are descriptors.
void show_ubsan_an_error_and_a_thread() {
  errno = EMFILE;
  const SystemError seen = last_error("accept", {});
  EXPECT_NE(seen.code, std::errc::bad_file_descriptor) << describe(seen);
  const std::function<void(Connection)> serve = [](const Connection&) {};
  std::thread{serve, Connection{}}.join();
}

// header/3.1, header/3.6: accept() fails at once while no descriptor is free; a loop that only
// repeats it takes a whole core.
TEST(Serve, waits_without_spinning_until_descriptors_are_free_and_goes_on) {
  show_ubsan_an_error_and_a_thread();
  ServerProcess server{echo};
  server.allow_descriptors_below(static_cast<rlim_t>(server.listener.descriptor.number()) + 6);
  std::vector<Connection> clients;
  for (int i = 0; i < 12; ++i) {
    clients.push_back(server.connect());
    must(send_all(clients.back(), bytes_of("x")));
  }
  EXPECT_TRUE(is_answered_within(clients.front(), 10s));
  EXPECT_FALSE(is_answered_within(clients.back(), 1s)) << "the limit was not reached";

  clients.erase(clients.begin(), clients.begin() + 8);
  for (const Connection& client : clients) EXPECT_TRUE(is_answered_within(client, 10s));
  EXPECT_LT(server.end(), 200ms) << "of processor time in a second without descriptors";
}

TEST(Serve, ends_with_its_listener) {
  Listener listener = listen_anywhere();
  ::shutdown(listener.descriptor.number(), SHUT_RDWR);  // accept() says EINVAL from here on
  const SystemError error = serve_each(listener, [](const Connection&) {}, [](std::string_view) {});
  EXPECT_EQ(error.call, "accept");
  EXPECT_EQ(error.where, to_string(listener.local));
}

TEST(Serve, each_client_is_served_on_a_thread_of_its_own) {
  const ServerProcess server{[](const Connection& client) {
    static std::atomic<int> present = 0;
    ++present;
    while (present < 3) std::this_thread::sleep_for(1ms);  // all three must be here at once
    static_cast<void>(send_all(client, bytes_of("all here")));
    close_gently({Descriptor{::dup(client.descriptor.number())}, client.peer});
  }};
  const Connection first = server.connect();
  const Connection second = server.connect();
  const Connection third = server.connect();
  EXPECT_EQ(received_until_closed(first), "all here");
  EXPECT_EQ(received_until_closed(second), "all here");
  EXPECT_EQ(received_until_closed(third), "all here");
}

}  // namespace
}  // namespace shortread::tests
