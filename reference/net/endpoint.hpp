// Where a peer is: a host and a port, as people write them.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace shortread {

/// `host` is an IPv4 or IPv6 address or a name; IPv6 without brackets.
struct Endpoint {
  std::string host = "127.0.0.1";
  std::uint16_t port = 1234;

  bool operator==(const Endpoint&) const = default;
};

/// Reads "127.0.0.1:80", "[::1]:80", "localhost:80". The error says what is wrong with the text.
[[nodiscard]] std::expected<Endpoint, std::string> parse_endpoint(std::string_view text);

/// Writes what parse_endpoint() reads: "127.0.0.1:80", "[::1]:80".
[[nodiscard]] std::string to_string(const Endpoint& endpoint);

}  // namespace shortread
