// A connection that does what a schedule says, call by call, and remembers what it was asked.
//
//   FakeStream stream{*parse_schedule("incoming \"hello\"; recv 2 EINTR rest end")};
//   stream.recv(room)      2 bytes, then EINTR, then 3 bytes, then 0 for ever
//
// It gives what the kernel may give at one moment or another, and nothing else. No descriptor, no
// clock: what would wait for ever is told at once, by the exception WouldWaitForEver.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <shortread/testing/schedule.hpp>

namespace shortread::testing {

/// What one call gave, in the manner of a system call.
struct Answer {
  std::ptrdiff_t result = 0;  ///< bytes, 0 at the end of the stream, -1 with `error`
  int error = 0;              ///< EINTR, EAGAIN, ECONNRESET, EPIPE

  bool operator==(const Answer&) const = default;
};

/// One call and its answer.
struct Event {
  std::string_view call;  ///< "recv" or "send"
  std::size_t asked = 0;  ///< bytes
  Answer answer;
  std::string bytes;  ///< those that moved

  bool operator==(const Event&) const = default;
};

/// `recv(16) = 3 "5  "`, `recv(16) = -1 EINTR`, `send(10) = 4 "abcd"`
[[nodiscard]] std::string describe(const Event& event);

/// A call that no event will ever end, or one that repeats a futile call without end.
class WouldWaitForEver : public std::runtime_error {
 public:
  enum class How : bool { waits, spins };
  explicit WouldWaitForEver(const char* what, How how = How::waits)
      : std::runtime_error{what}, how_{how} {}

  /// It would not even wait: it uses the processor for ever.
  [[nodiscard]] bool spins() const noexcept { return how_ == How::spins; }

 private:
  How how_;
};

class FakeStream {
 public:
  /// Whether events() is to know each call: a fuzzer that tries thousands a second reads none.
  enum class Remember : bool { nothing, events };

  explicit FakeStream(Schedule schedule, Remember remember = Remember::events)
      : schedule_{std::move(schedule)}, remember_{remember} {}

  /// How a recv is to behave that is not the usual one.
  enum class Receive : std::uint8_t {
    what_is_there,
    all_of_it,   ///< MSG_WAITALL: waits until the room is full, an end or an error comes
    and_keep_it  ///< MSG_PEEK: the next recv gives the same bytes again
  };

  /// Throws WouldWaitForEver where the schedule is silent, and where the caller has asked so often
  /// after the end that it will never stop.
  Answer recv(std::span<char> room, Receive how = Receive::what_is_there);
  Answer send(std::string_view bytes);

  /// All that was sent, in order.
  [[nodiscard]] const std::string& sent() const noexcept { return sent_; }
  [[nodiscard]] const std::vector<Event>& events() const noexcept { return events_; }
  [[nodiscard]] const Schedule& schedule() const noexcept { return schedule_; }

  /// Has everything been delivered and the end been told?
  [[nodiscard]] bool has_ended() const noexcept { return end_ != Act::bytes; }

 private:
  enum class Side : std::uint8_t { recv, send };

  Answer recv_once(std::span<char> room, bool keep);
  Answer send_once(std::string_view bytes);
  [[nodiscard]] Step next_step(const std::vector<Step>& steps, std::size_t& at) const;
  Answer arrive(std::uint64_t count, std::span<char> room, bool keep);
  Answer deliver(std::span<char> room, bool keep);
  Answer after_end();
  void record(std::string_view call, std::size_t asked, Answer answer, std::string_view bytes);

  Schedule schedule_;
  Remember remember_;
  std::size_t next_receive_ = 0;
  std::size_t next_send_ = 0;
  std::size_t delivered_ = 0;     // bytes of incoming that recv has handed out
  std::size_t arrived_ = 0;       // bytes of incoming that lie in the kernel, or did
  Act end_ = Act::bytes;          // bytes: not yet; else how the receiving side ended
  Act send_end_ = Act::bytes;     // the same for the sending side
  std::size_t futile_calls_ = 0;  // since then
  std::string sent_;
  std::vector<Event> events_;
};

}  // namespace shortread::testing
