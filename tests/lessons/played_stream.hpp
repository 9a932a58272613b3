// A server that plays a script to one of our clients: exactly these bytes, cut exactly there.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/net/stream.hpp>
#include <shortread/net/tcp.hpp>
#include <tests/net/loopback.hpp>
#include <tests/support/child_process.hpp>

namespace shortread::tests {

using ::shortread::testing::ChildProcess;
using ::shortread::testing::program;
using Arguments = std::vector<std::string>;

/// A frame as docs/wire.md describes it, written without the reference's code.
inline std::string frame(std::string_view payload) {
  std::string header = std::to_string(payload.size());
  header.resize(10, ' ');
  return header.append(payload);
}

/// The client runs from construction on, and says with --show-reads what each recv() gave: that is
/// how the script knows that a piece was read before the next one goes.
class PlayedStream {
 public:
  explicit PlayedStream(const std::string& client, Arguments arguments = {})
      : client_{program(client), with_address(std::move(arguments))},
        connection_{must(accept_one(listener_))} {}

  /// Sends `piece` and waits until the client has read it all.
  PlayedStream& piece(std::string_view piece) {
    send(piece);
    bytes_sent_ += piece.size();
    const auto deadline = std::chrono::steady_clock::now() + ::shortread::testing::patience;
    while (bytes_shown() < bytes_sent_ && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    EXPECT_EQ(bytes_shown(), bytes_sent_) << "read by the client:\n" << client_.errors();
    return *this;
  }

  /// The same, each byte a piece of its own.
  PlayedStream& bytewise(std::string_view bytes) {
    for (const char& byte : bytes) piece({&byte, 1});
    return *this;
  }

  /// Sends and waits for nothing: for a client that may end before it has read everything.
  PlayedStream& send(std::string_view bytes) {
    static_cast<void>(send_all(connection_, bytes_of(bytes)));
    return *this;
  }

  PlayedStream& close() {
    connection_.descriptor.close();
    return *this;
  }

  PlayedStream& reset() {
    ::shortread::reset(std::move(connection_));
    return *this;
  }

  /// The client ends with that code, having printed exactly that.
  void expect(int exit_code, std::string_view output) {
    EXPECT_EQ(client_.exit_code(), exit_code) << client_.errors();
    EXPECT_EQ(client_.output(), output) << client_.errors();
  }

  [[nodiscard]] ChildProcess& client() { return client_; }

 private:
  Arguments with_address(Arguments arguments) const {
    arguments.insert(arguments.end(), {"--port", std::to_string(listener_.local.port)});
    arguments.emplace_back("--show-reads");
    return arguments;
  }

  // The sum of all numbers in "recv N |" (lesson 2) and "got N" (lesson 1).
  std::size_t bytes_shown() {
    const std::string shown = client_.errors();
    std::size_t sum = 0;
    for (const std::string_view before : {": recv ", ", got "}) {
      for (std::size_t at = shown.find(before); at != std::string::npos;
           at = shown.find(before, at + 1)) {
        const char first = shown[at + before.size()];
        if ('0' <= first && first <= '9') sum += std::stoul(shown.substr(at + before.size(), 20));
      }
    }
    return sum;
  }

  Listener listener_ = listen_anywhere();
  ChildProcess client_;
  Connection connection_;
  std::size_t bytes_sent_ = 0;
};

}  // namespace shortread::tests
