#include <shortread/net/endpoint.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace shortread {
namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto end = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || parsed != end) return std::nullopt;
  return port;
}

// Anything a resolver could be asked for; what a terminal or a log must not see is not among it.
bool is_host_character(char c) {
  constexpr std::string_view others = ".-_:%";
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
         others.contains(c);
}

std::unexpected<std::string> wrong(std::string_view what) {
  return std::unexpected(std::string{what} + ": write HOST:PORT, as 127.0.0.1:1234 or [::1]:1234");
}

}  // namespace

std::expected<Endpoint, std::string> parse_endpoint(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong("no port");
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.starts_with('[') && host.ends_with(']') && host.size() > 2;
  if (bracketed) host = host.substr(1, host.size() - 2);
  else if (host.contains(':')) return wrong("an IPv6 address without brackets");

  if (host.empty()) return wrong("no host");
  if (!std::ranges::all_of(host, is_host_character)) return wrong("not a host");
  const auto port = parse_port(text.substr(colon + 1));
  if (!port) return wrong("a port is a number from 0 to 65535");
  return Endpoint{std::string{host}, *port};
}

std::string to_string(const Endpoint& endpoint) {
  const bool is_ipv6 = endpoint.host.contains(':');
  return (is_ipv6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" +
         std::to_string(endpoint.port);
}

}  // namespace shortread
