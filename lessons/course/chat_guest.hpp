// A chat client that does what no real one would: nothing, half of it, or the wrong thing.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/net/tcp.hpp>

namespace course {

/// No call waits longer than its patience, whatever the server does.
class ChatGuest {
 public:
  using Time = std::chrono::milliseconds;

  /// Connects and says nothing, not even a name.
  explicit ChatGuest(const std::string& port);

  /// A frame: the first one is its name. False where the server does not take it in time.
  bool says(std::string_view text, Time patience = std::chrono::seconds{20});

  /// The next pair that it is sent, "ann > hello", escaped; nothing where none comes, or the end.
  [[nodiscard]] std::optional<std::string> hears(Time patience = std::chrono::seconds{20});

  /// Does the server end the connection, and say nothing more?
  [[nodiscard]] bool hears_the_end(Time patience) { return !hears(patience) && was_closed_; }

  void resets();

 private:
  [[nodiscard]] bool receive_until(std::chrono::steady_clock::time_point give_up);

  shortread::Connection connection_;
  shortread::FrameDecoder decoder_;
  std::optional<std::string> name_;  // of a pair whose message has not come yet
  std::vector<std::byte> room_;
  bool was_closed_ = false;
};

}  // namespace course
