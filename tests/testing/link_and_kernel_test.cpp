// The fake network held to the kernel: random scenarios on a real socketpair and on loopback TCP;
// what the kernel did is something the fake admits. The check is checked, too: six kernels that do
// what none does are rejected, and a fake that admits anything is seen not to reject them.
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <map>
#include <optional>
#include <random>
#include <utility>

#include <gtest/gtest.h>
#include <shortread/testing/fake_link.hpp>

namespace shortread::testing {
namespace {

constexpr int scenarios_max = 100'000;
constexpr int calls_a_scenario = 24;

// What one call at one end asked, and what came of it.
struct Call {
  enum class What : std::uint8_t { send, recv, poll, half_close, reset } what;
  End end;
  std::size_t asked = 0;
  std::string bytes;  // sent, or received
  Answer answer;
};

enum class Wrong : std::uint8_t {
  nothing,
  reorders,
  duplicates,
  loses_after_half_close,
  delivers_after_reset,
  readable_without_data,
  accepts_more_than_given
};

int tcp_pair(std::array<int, 2>& ends) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(listener, reinterpret_cast<sockaddr*>(&address), size);
  ::listen(listener, 1);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  ends[0] = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int connected = ::connect(ends[0], reinterpret_cast<sockaddr*>(&address), size);
  ends[1] = ::accept(listener, nullptr, nullptr);
  ::close(listener);
  return connected;
}

// Two real ends, and a scenario out of a seed. Damaged where a wrong kernel is played.
class Kernel {
 public:
  Kernel(std::uint64_t seed, Wrong wrong) : random_{seed}, is_tcp_{seed % 4 == 0}, wrong_{wrong} {
    const int made = is_tcp_ ? tcp_pair(ends_)
                             : ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data());
    EXPECT_EQ(made, 0);
    const int one = 1;  // of a buffer: the kernel's least, a few kilobytes
    for (const int fd : ends_) {
      // TCP sends at once, so that what was sent has arrived; else the kernel may keep it back.
      if (is_tcp_) ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      else ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &one, sizeof one);
    }
  }
  ~Kernel() {
    for (const int fd : ends_) ::close(fd);
  }
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;

  std::vector<Call> run() {
    for (int i = 0; i < calls_a_scenario; ++i) step();
    return std::move(calls_);
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  [[nodiscard]] int fd(End end) const { return ends_[static_cast<std::size_t>(end)]; }

  void step() {
    const End end = below(2) == 0 ? End::a : End::b;
    if (gone_ == end) return;
    const std::size_t dice = below(100);
    if (dice < 40) send(end);
    else if (dice < 80) receive(end);
    else if (dice < 92) look(end);
    else if (dice < 97) half_close(end);
    else if (is_tcp_ && !gone_) leave(end);
  }

  void send(End end) {
    // Mostly a few bytes; sometimes more than any buffer takes.
    const bool is_large = !is_tcp_ && below(20) == 0;
    const std::size_t size = is_large ? std::size_t{256} * 1024 : 1 + below(40);
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random_());
    Answer answer = answered(::send(fd(end), bytes.data(), size, MSG_DONTWAIT | MSG_NOSIGNAL));
    if (wrong_ == Wrong::accepts_more_than_given && answer.result > 0) ++answer.result;
    calls_.push_back({Call::What::send, end, size, std::move(bytes), answer});
  }

  void receive(End end) {
    const std::size_t asked = below(4) == 0 ? 4096 : 1 + below(30);
    std::string room(asked, '\0');
    const bool waits = below(300) == 0 && !is_ready(end);  // a signal will end that
    Answer answer = waits ? interrupted_recv(end, room)
                          : answered(::recv(fd(end), room.data(), asked, MSG_DONTWAIT));
    room.resize(answer.result > 0 ? static_cast<std::size_t>(answer.result) : 0);
    damage(end, answer, room);
    calls_.push_back({Call::What::recv, end, asked, std::move(room), answer});
  }

  Answer interrupted_recv(End end, std::string& room) {
    struct sigaction none{};
    none.sa_handler = [](int) {};
    struct sigaction before{};
    ::sigaction(SIGALRM, &none, &before);
    const itimerval soon{.it_interval = {0, 500}, .it_value = {0, 500}};
    ::setitimer(ITIMER_REAL, &soon, nullptr);
    const Answer answer = answered(::recv(fd(end), room.data(), room.size(), 0));
    const itimerval never{};
    ::setitimer(ITIMER_REAL, &never, nullptr);
    ::sigaction(SIGALRM, &before, nullptr);
    return answer;
  }

  void damage(End end, Answer& answer, std::string& bytes) {
    const bool has_bytes = answer.result > 1;
    if (wrong_ == Wrong::reorders && has_bytes) std::swap(bytes.front(), bytes.back());
    if (wrong_ == Wrong::duplicates && !last_.empty() && answer.error == EAGAIN) {
      bytes = last_;
      answer = {.result = static_cast<std::ptrdiff_t>(bytes.size())};
    }
    const bool peer_closed = closed_[static_cast<std::size_t>(other(end))];
    if (wrong_ == Wrong::loses_after_half_close && answer.result > 0 && peer_closed) {
      bytes.clear();
      answer = {};
    }
    const bool is_reset = gone_ == other(end) && answer.result <= 0;
    if (wrong_ == Wrong::delivers_after_reset && is_reset) {
      bytes = "x";
      answer = {.result = 1};
    }
    if (answer.result > 0) last_ = bytes;
  }

  [[nodiscard]] bool is_ready(End end) const {
    pollfd one{.fd = fd(end), .events = POLLIN, .revents = 0};
    return ::poll(&one, 1, 0) == 1 && (one.revents & (POLLIN | POLLHUP | POLLERR)) != 0;
  }

  void look(End end) {
    const bool ready = is_ready(end) || wrong_ == Wrong::readable_without_data;
    calls_.push_back({Call::What::poll, end, 0, {}, {.result = ready ? 1 : 0}});
  }

  void half_close(End end) {
    if (gone_ || std::exchange(closed_[static_cast<std::size_t>(end)], true)) return;
    ::shutdown(fd(end), SHUT_WR);
    calls_.push_back({Call::What::half_close, end, 0, {}, {}});
  }

  // An abortive close. Only of an end that has read all: else it would be one without our asking.
  void leave(End end) {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(fd(end), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(null, fd(end));  // closes the socket, keeps the number
    ::close(null);
    gone_ = end;
    calls_.push_back({Call::What::reset, end, 0, {}, {}});
  }

  static Answer answered(ssize_t result) {
    return {.result = result, .error = result < 0 ? errno : 0};
  }

  std::mt19937_64 random_;
  bool is_tcp_;
  Wrong wrong_;
  std::array<int, 2> ends_{-1, -1};
  std::array<bool, 2> closed_{};
  std::optional<End> gone_;
  std::string last_;
  std::vector<Call> calls_;
};

// The fake, made to choose as the kernel chose where it has a choice.
class Admitting {
 public:
  bool admits(const Call& call) {
    switch (call.what) {
      case Call::What::send:
        return sent(call);
      case Call::What::recv:
        return received(call);
      case Call::What::poll:
        return link_.is_readable(call.end) == (call.answer.result == 1);
      case Call::What::half_close:
        link_.half_close(call.end);
        return true;
      case Call::What::reset:
        link_.reset(call.end);
        return true;
    }
    return false;
  }

 private:
  bool sent(const Call& call) {
    const Answer& answer = call.answer;
    if (answer.error == EINTR) link_.interrupt(call.end);
    else link_.allow(call.end, answer.result > 0 ? static_cast<std::size_t>(answer.result) : 0);
    return link_.send(call.end, call.bytes) == answer;
  }

  bool received(const Call& call) {
    const Answer& answer = call.answer;
    if (answer.error == EINTR) link_.interrupt(call.end);
    if (answer.result > 0) link_.allow(call.end, static_cast<std::size_t>(answer.result));
    std::string room(call.asked, '\0');
    const Answer own = link_.recv(call.end, room);
    room.resize(own.result > 0 ? static_cast<std::size_t>(own.result) : 0);
    return own == answer && room == call.bytes;
  }

  FakeLink link_{std::size_t{64} * 1024 * 1024};
};

struct AdmittingAnything {
  static bool admits(const Call& /*call*/) { return true; }
};

std::string in_words(const Call& call) {
  constexpr std::array names{"send", "recv", "poll", "half_close", "reset"};
  return std::string{call.end == End::a ? "a " : "b "} +
         names[static_cast<std::size_t>(call.what)] + "(" + std::to_string(call.asked) +
         ") = " + std::to_string(call.answer.result) +
         (call.answer.error != 0 ? " errno " + std::to_string(call.answer.error) : "");
}

// What the fake does not admit of this scenario; empty where it admits all.
template <class Fake>
std::string rejected(const std::vector<Call>& calls) {
  Fake fake;
  std::string trace;
  for (const Call& call : calls) {
    trace += in_words(call) + "\n";
    if (!fake.admits(call)) return trace;
  }
  return {};
}

// Kinds of events that a scenario holds, counted.
void count(const std::vector<Call>& calls, std::map<std::string, int>& seen) {
  for (const Call& call : calls) {
    const bool is_send = call.what == Call::What::send;
    const std::string name = is_send ? "send " : "recv ";
    const auto size = static_cast<std::ptrdiff_t>(call.asked);
    if (call.what == Call::What::half_close) ++seen["half-close"];
    if (call.what == Call::What::reset) ++seen["reset"];
    if (!is_send && call.what != Call::What::recv) continue;
    if (call.answer.result > 0 && call.answer.result < size) ++seen[name + "short"];
    if (call.answer.result == 0) ++seen[name + "end"];
    if (call.answer.error == EAGAIN) ++seen[name + "EAGAIN"];
    if (call.answer.error == EINTR) ++seen[name + "EINTR"];
    if (call.answer.error == ECONNRESET) ++seen[name + "ECONNRESET"];
    if (call.answer.error == EPIPE) ++seen[name + "EPIPE"];
  }
}

constexpr std::array kinds{
    "recv short",      "send short", "recv EAGAIN", "send EAGAIN", "recv EINTR",
    "recv ECONNRESET", "recv end",   "send EPIPE",  "half-close",  "reset"};

TEST(LinkAndKernel, what_the_kernel_did_the_fake_admits) {
  constexpr int least = 3000;
  std::map<std::string, int> seen;
  const auto all_seen = [&] {
    return std::ranges::all_of(kinds, [&](const char* kind) { return seen[kind] > 0; });
  };
  int seed = 1;
  for (; seed <= least || (seed <= scenarios_max && !all_seen()); ++seed) {
    const auto calls = Kernel{static_cast<std::uint64_t>(seed), Wrong::nothing}.run();
    ASSERT_EQ(rejected<Admitting>(calls), "") << "seed " << seed;
    count(calls, seen);
  }
  for (const char* const kind : kinds)
    EXPECT_GT(seen[kind], 0) << kind << " in " << seed << " scenarios";
}

template <class Fake>
bool is_rejected(Wrong wrong, int scenarios) {
  for (int seed = 1; seed <= scenarios; ++seed) {
    if (!rejected<Fake>(Kernel{static_cast<std::uint64_t>(seed), wrong}.run()).empty()) return true;
  }
  return false;
}

class WrongKernel : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongKernel, is_rejected) { EXPECT_TRUE(is_rejected<Admitting>(GetParam(), scenarios_max)); }

TEST_P(WrongKernel, is_not_rejected_by_a_fake_that_admits_anything) {
  EXPECT_FALSE(is_rejected<AdmittingAnything>(GetParam(), 50));
}

std::string name_of(const ::testing::TestParamInfo<Wrong>& wrong) {
  constexpr std::array names{"nothing",
                             "reorders",
                             "duplicates",
                             "loses_after_half_close",
                             "delivers_after_reset",
                             "readable_without_data",
                             "accepts_more_than_given"};
  return names[static_cast<std::size_t>(wrong.param)];
}

INSTANTIATE_TEST_SUITE_P(That, WrongKernel,
                         ::testing::Values(Wrong::reorders, Wrong::duplicates,
                                           Wrong::loses_after_half_close,
                                           Wrong::delivers_after_reset,
                                           Wrong::readable_without_data,
                                           Wrong::accepts_more_than_given),
                         name_of);

}  // namespace
}  // namespace shortread::testing
