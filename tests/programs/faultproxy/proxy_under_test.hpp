// faultproxy between a client and a server that are both this test.
#pragma once

#include <poll.h>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/net/stream.hpp>
#include <shortread/net/tcp.hpp>
#include <tests/net/loopback.hpp>
#include <tests/support/child_process.hpp>

namespace shortread::tests {

using ::shortread::testing::ChildProcess;
using ::shortread::testing::patience;
using ::shortread::testing::program;
using Arguments = std::vector<std::string>;

/// As long as a delay may be: with it the proxy waits for the receiver however busy the machine is.
inline const std::string as_long_as_needed = "60000";

inline void give_up_after_patience(const Descriptor& descriptor) {
  const timeval timeout{.tv_sec = patience.count(), .tv_usec = 0};
  ::setsockopt(descriptor.number(), SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
}

class ProxyUnderTest {
 public:
  explicit ProxyUnderTest(Arguments arguments = {}, const std::string& host = "127.0.0.1")
      : listener_{listen_anywhere(host)},
        process_{program("faultproxy"), with_addresses(std::move(arguments), host)},
        address_{::shortread::testing::listening_address(process_)} {
    give_up_after_patience(listener_.descriptor);
  }

  /// A new connection through the proxy: the client's end and the server's.
  [[nodiscard]] ConnectedPair connect() const {
    Connection client = must(connect_to(*parse_endpoint(address_)));
    Connection server = must(accept_one(listener_));
    give_up_after_patience(client.descriptor);
    give_up_after_patience(server.descriptor);
    return {std::move(client), std::move(server)};
  }

  /// Waits until it has shown this text so many times.
  [[nodiscard]] bool shows(std::string_view text, int times = 1) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (count(text) < times && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    return count(text) >= times;
  }

  [[nodiscard]] int count(std::string_view text) {
    const std::string output = process_.output();
    int found = 0;
    for (auto at = output.find(text); at != std::string::npos; at = output.find(text, at + 1)) {
      ++found;
    }
    return found;
  }

  [[nodiscard]] ChildProcess& process() { return process_; }
  [[nodiscard]] const std::string& address() const { return address_; }

 private:
  Arguments with_addresses(Arguments arguments, const std::string& host) const {
    arguments.insert(arguments.end(),
                     {"--host", host, "--port", "0", "--to", to_string(listener_.local)});
    return arguments;
  }

  Listener listener_;
  ChildProcess process_;
  std::string address_;
};

inline void send_text(const Connection& connection, std::string_view text) {
  must(send_all(connection, bytes_of(text)));
}

/// What one recv() gives; empty at the end of the stream.
inline std::string one_recv(const Connection& connection) {
  static thread_local std::array<std::byte, 65536> room;
  return std::string{text_of(must(receive_some(connection, room)))};
}

/// What each recv() gives, until the end.
inline std::vector<std::string> recvs(const Connection& connection) {
  std::vector<std::string> pieces;
  for (auto piece = one_recv(connection); !piece.empty(); piece = one_recv(connection)) {
    pieces.push_back(piece);
  }
  return pieces;
}

inline std::vector<std::size_t> sizes_of(const std::vector<std::string>& pieces) {
  std::vector<std::size_t> sizes;
  for (const std::string& piece : pieces) sizes.push_back(piece.size());
  return sizes;
}

/// Everything until the stream is over, and how it was over: no error is a clean end.
struct Outcome {
  std::string bytes;
  std::error_code code;
};

inline Outcome outcome_of(const Connection& connection) {
  Outcome outcome;
  std::array<std::byte, 65536> room;
  for (;;) {
    const auto piece = receive_some(connection, room);
    if (!piece) outcome.code = piece.error().code;
    if (!piece || piece->empty()) return outcome;
    outcome.bytes += text_of(*piece);
  }
}

/// Sends until nobody takes any more: every queue up to a receiver that does not read is full.
inline void fill_up(const Connection& connection) {
  const int fd = connection.descriptor.number();
  const std::string text = alphabet(64 * KiB);
  for (pollfd room{fd, POLLOUT, 0}; ::poll(&room, 1, 300) > 0;) {
    if (::send(fd, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL) < 0 && errno != EAGAIN) {
      throw std::runtime_error("send");
    }
  }
}

}  // namespace shortread::tests
