// A schedule: which bytes a peer sends, where the network cuts them, and what else happens on the
// way. One can read and write it by hand:
//
//   incoming "5         hello"        the bytes the peer sends
//   recv 1 EINTR 9 rest end           1 byte arrives; a signal; 9 bytes; the rest; the peer closes
//   outgoing "abc"*1000               the bytes we are to send
//   send 10 EINTR 20 gone             the kernel takes 10; a signal; 20; the peer is not there
//
// A `;` separates as a new line does, so that a schedule fits into one line of a command. A line
// that begins with `#` is a comment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace shortread::testing {

/// What the network does next.
enum class Act : std::uint8_t {
  bytes,        ///< `count` bytes arrive (recv), or have room in the kernel (send)
  rest,         ///< all that is left of them
  interrupted,  ///< the call fails with EINTR: a signal came, nothing else happened
  would_block,  ///< the call fails with EAGAIN: nothing now, on a socket that does not wait
  end,          ///< recv: the peer has closed its side; what was not delivered never comes
  reset,        ///< the connection is gone: ECONNRESET, once
  gone,         ///< send: nobody reads any more: EPIPE, and SIGPIPE where it is not prevented
  silence,      ///< nothing, for ever: a call that waits never returns
};

struct Step {
  Act act = Act::rest;
  std::uint64_t count = 0;  ///< bytes only; at least 1

  bool operator==(const Step&) const = default;
};

/// Where `receives` is used up, the rest of `incoming` is delivered and the peer closes; where
/// `sends` is, the kernel takes everything. So a schedule of no steps is a good day.
struct Schedule {
  std::string incoming = {};
  std::vector<Step> receives = {};
  std::string outgoing = {};
  std::vector<Step> sends = {};

  bool operator==(const Schedule&) const = default;
};

/// Why a text is no schedule, and where.
struct ScheduleError {
  std::size_t offset = 0;  ///< in the text
  std::string what;

  bool operator==(const ScheduleError&) const = default;
};

/// The most bytes one schedule may hold; a `*` in a text is not to fill the memory.
inline constexpr std::uint64_t schedule_bytes_max = 64 * 1024 * 1024;

[[nodiscard]] std::expected<Schedule, ScheduleError> parse_schedule(std::string_view text);

/// The text form, one item a line; parse_schedule() gives the same schedule back.
[[nodiscard]] std::string to_text(const Schedule& schedule);

/// The same in one line, for a command.
[[nodiscard]] std::string to_line(const Schedule& schedule);

/// Bytes as they stand in a schedule's text: `"5         hello"`, `"ab"*500`.
[[nodiscard]] std::string in_quotes(std::string_view bytes);

}  // namespace shortread::testing
