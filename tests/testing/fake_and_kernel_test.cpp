// The fake is checked against the kernel: whatever a real socket did in a random scenario, the fake
// does when it is given the same as a schedule.
#include <shortread/testing/fake_stream.hpp>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <map>
#include <random>
#include <tuple>
#include <utility>

namespace shortread::testing {
namespace {

// One recv() of a real socket: what was asked, what came of it.
struct Call {
  std::size_t asked;
  Answer answer;
  std::string bytes;
};

// Two connected ends, of loopback TCP: unlike a socketpair it knows a reset.
std::pair<int, int> connected() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(::listen(listener, 1), 0);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  const int peer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  EXPECT_EQ(::connect(peer, reinterpret_cast<sockaddr*>(&address), size), 0);
  const int ours = ::accept(listener, nullptr, nullptr);
  ::close(listener);
  return {ours, peer};
}

// What the peer sent, and what our calls gave, one after the other.
struct Scenario {
  std::string sent;
  std::vector<Call> calls;
};

class Kernel {
 public:
  Kernel(std::uint64_t seed, bool is_tcp) : random_{seed}, is_tcp_{is_tcp} {
    if (is_tcp_) {
      std::tie(ours_, peer_) = connected();
    } else {
      std::array<int, 2> ends{};
      EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
      ours_ = ends[0];
      peer_ = ends[1];
    }
  }
  ~Kernel() {
    ::close(ours_);
    if (peer_ >= 0) ::close(peer_);
  }
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;

  Scenario run() {
    for (int turn = 0; turn < 12; ++turn) {
      if (peer_ >= 0 && below(3) > 0) send_some();
      if (peer_ >= 0 && below(10) == 0) leave();
      for (std::size_t reads = below(3); reads > 0; --reads) receive();
    }
    if (peer_ >= 0) leave();
    for (int reads = 0; reads < 8; ++reads) receive();
    return scenario_;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }

  void send_some() {
    std::string bytes(1 + below(40), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random_());
    ASSERT_EQ(::send(peer_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
    scenario_.sent += bytes;
  }

  // In good order, or with a reset: an abortive close.
  void leave() {
    if (is_tcp_ && below(2) == 0) {
      const linger at_once{.l_onoff = 1, .l_linger = 0};
      ::setsockopt(peer_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    ::close(std::exchange(peer_, -1));
  }

  void receive() {
    const std::size_t asked = 1 + below(30);
    std::string room(asked, '\0');
    const ssize_t result = ::recv(ours_, room.data(), room.size(), MSG_DONTWAIT);
    const int error = result < 0 ? errno : 0;
    room.resize(result > 0 ? static_cast<std::size_t>(result) : 0);
    scenario_.calls.push_back({asked, {.result = result, .error = error}, room});
  }

  std::mt19937_64 random_;
  bool is_tcp_;
  int ours_ = -1;
  int peer_ = -1;
  Scenario scenario_;
};

// The kernel's answers as steps. What it gave after the end is no step: the fake must know itself.
Schedule schedule_of(const Scenario& scenario) {
  Schedule schedule{.incoming = scenario.sent};
  for (const Call& call : scenario.calls) {
    if (call.answer.result > 0) {
      schedule.receives.push_back(
          {.act = Act::bytes, .count = static_cast<std::uint64_t>(call.answer.result)});
    } else if (call.answer.error == EAGAIN) {
      schedule.receives.push_back({.act = Act::would_block});
    } else {
      schedule.receives.push_back({.act = call.answer.result == 0 ? Act::end : Act::reset});
      break;
    }
  }
  return schedule;
}

// Where the fake does otherwise than the kernel did; empty where it does not.
std::string difference(const Scenario& scenario) {
  FakeStream fake{schedule_of(scenario)};
  for (const Call& call : scenario.calls) {
    std::string room(call.asked, '\0');
    const Answer answer = fake.recv(room);
    room.resize(answer.result > 0 ? static_cast<std::size_t>(answer.result) : 0);
    if (answer != call.answer || room != call.bytes) {
      return describe(fake.events().back()) +
             ", the kernel: " + std::to_string(call.answer.result) + " " + in_quotes(call.bytes);
    }
  }
  return {};
}

constexpr int scenarios = 2000;

TEST(FakeAndKernel, what_the_kernel_did_the_fake_admits) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
    const Scenario scenario = Kernel{seed, seed % 2 == 0}.run();
    ASSERT_EQ(difference(scenario), "")
        << "seed " << seed << ": " << to_line(schedule_of(scenario));
    for (const Call& call : scenario.calls) {
      if (call.answer.result > 0) ++seen[call.bytes.size() < call.asked ? "short" : "full"];
      else if (call.answer.result == 0) ++seen["end"];
      else ++seen[call.answer.error == EAGAIN ? "EAGAIN" : "reset"];
    }
  }
  // A check that never meets an event says nothing about it.
  for (const auto* const kind : {"short", "full", "end", "EAGAIN", "reset"}) {
    EXPECT_GT(seen[kind], 0) << kind;
  }
}

// The check is checked: a kernel that does what none does must be told from a real one.
TEST(FakeAndKernel, a_wrong_kernel_is_not_admitted) {
  const auto rejected_in = [](auto damage) {
    int rejected = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
      Scenario scenario = Kernel{seed, seed % 2 == 0}.run();
      damage(scenario);
      if (!difference(scenario).empty()) ++rejected;
    }
    return rejected;
  };
  const auto first_bytes = [](Scenario& scenario) -> Call* {
    for (Call& call : scenario.calls) {
      if (call.answer.result > 1) return &call;
    }
    return nullptr;
  };
  EXPECT_GT(rejected_in([&](Scenario& scenario) {  // reorders
              if (Call* const call = first_bytes(scenario))
                std::swap(call->bytes.front(), call->bytes.back());
            }),
            100);
  EXPECT_GT(rejected_in([&](Scenario& scenario) {  // loses a byte
              if (Call* const call = first_bytes(scenario)) call->bytes.erase(0, 1);
            }),
            100);
  EXPECT_GT(rejected_in([](Scenario& scenario) {  // delivers after the end
              scenario.calls.back() = {4, {.result = 1}, "x"};
            }),
            100);
  EXPECT_GT(rejected_in([](Scenario& scenario) {  // readable without data
              scenario.calls.insert(scenario.calls.begin(), {4, {.result = 4}, "made"});
            }),
            100);
}

}  // namespace
}  // namespace shortread::testing
