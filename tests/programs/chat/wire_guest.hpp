// A chat client made by a test: real bytes on a real connection, good ones and bad ones.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/core/frame_decoder.hpp>
#include <shortread/net/stream.hpp>
#include <tests/lessons/server_under_test.hpp>

namespace shortread::tests {

using Pairs = std::vector<std::string>;

class WireGuest {
 public:
  explicit WireGuest(Connection connection) : connection_{std::move(connection)} {}
  explicit WireGuest(const ServerUnderTest& server) : WireGuest{server.connect()} {}
  WireGuest(const ServerUnderTest& server, std::string_view name) : WireGuest{server} {
    sends(frame(name));
  }

  void sends(std::string_view bytes) { must(send_all(connection_, bytes_of(bytes))); }
  void says(std::string_view message) { sends(frame(message)); }
  void finishes() { finish_sending(connection_); }
  void breaks() { reset(std::move(connection_)); }

  /// The next `count` pairs, "ann: hello"; fewer where the server closes or is silent too long.
  Pairs hears(std::size_t count, std::chrono::milliseconds in_time = std::chrono::seconds{20}) {
    const auto deadline = std::chrono::steady_clock::now() + in_time;
    while (waiting_.size() < 2 * count && !is_over_) receive_until(deadline);
    Pairs pairs;
    while (pairs.size() < count && waiting_.size() >= 2) {
      pairs.push_back(waiting_[0] + ": " + waiting_[1]);
      waiting_.erase(waiting_.begin(), waiting_.begin() + 2);
    }
    is_over_ = has_closed_;
    return pairs;
  }

  /// Everything until the close, and the close comes; a test that waits in vain fails.
  Pairs hears_until_the_close() {
    const Pairs all = hears(SIZE_MAX / 4);
    EXPECT_TRUE(has_closed_) << "the server does not close";
    EXPECT_FALSE(was_reset_) << "the server resets, and what it said last may be lost";
    return all;
  }

 private:
  void receive_until(std::chrono::steady_clock::time_point deadline) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    is_over_ = !must(wait_for_bytes(connection_, std::max(left, std::chrono::milliseconds{0})));
    if (is_over_) return;
    const auto piece = receive_some(connection_, room_);
    was_reset_ = !piece;
    has_closed_ = !piece || piece->empty();
    is_over_ = has_closed_;
    if (has_closed_) return;
    decoder_.feed(*piece);
    auto step = decoder_.next_frame();
    for (; step && *step; step = decoder_.next_frame()) waiting_.emplace_back(text_of(**step));
    EXPECT_TRUE(step) << "what the server sends is out of step";
  }

  Connection connection_;
  FrameDecoder decoder_{FrameLimit{16 * MiB}};
  std::array<std::byte, 65536> room_{};
  std::vector<std::string> waiting_;
  bool is_over_ = false;
  bool has_closed_ = false;
  bool was_reset_ = false;
};

/// Several in one room: each has heard of each when this returns, so that no message is too early.
inline void meet(std::vector<WireGuest*> guests) {
  for (WireGuest* speaker : guests) {
    for (bool all_have_heard = false; !all_have_heard;) {
      speaker->says("here");
      all_have_heard = std::ranges::all_of(guests, [&](WireGuest* listener) {
        return listener == speaker || !listener->hears(1, std::chrono::milliseconds{200}).empty();
      });
    }
  }
  for (WireGuest* guest : guests) {  // what was said more than once
    while (!guest->hears(1, std::chrono::milliseconds{100}).empty()) {
    }
  }
}

}  // namespace shortread::tests
