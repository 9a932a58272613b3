// Who is ready: the one question a server with many clients asks, and three ways to ask it.
#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <span>

#include <shortread/net/system_error.hpp>

namespace shortread {

/// A hint: by the time of the call it may be so no more, so no call may block.
struct Ready {
  int fd;
  bool readable;  ///< bytes, an end or an error have come
  bool writable;  ///< the kernel has room
};

class Poller {
 public:
  Poller() = default;
  virtual ~Poller() = default;
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  /// From here on `fd` is watched for bytes. False: a number that this poller cannot watch.
  [[nodiscard]] virtual bool watch(int fd) = 0;

  /// What to watch it for. Requires: it is watched.
  virtual void want(int fd, bool reading, bool writing) = 0;

  /// Before it is closed: a closed number may be another's at once.
  virtual void forget(int fd) = 0;

  /// Waits until somebody is ready or `patience` ends; for ever without it. Empty: nobody is, or a
  /// signal came. Valid until the next call.
  [[nodiscard]] virtual std::expected<std::span<const Ready>, SystemError> wait(
      std::optional<std::chrono::milliseconds> patience) = 0;
};

/// select(2): numbers below FD_SETSIZE (1024) alone, and the cost of a wait grows with the largest.
[[nodiscard]] std::unique_ptr<Poller> make_select_poller();

}  // namespace shortread
