// TCP as blocking calls: listen, accept, connect. IPv4, IPv6 and names alike.
#pragma once

#include <expected>

#include <shortread/net/descriptor.hpp>
#include <shortread/net/endpoint.hpp>
#include <shortread/net/system_error.hpp>

namespace shortread {

struct Listener {
  Descriptor descriptor;
  Endpoint local;  ///< with the real port, also where port 0 asked for a free one
};

/// An open stream to one peer. Both ends have TCP_NODELAY: what is sent goes out at once.
struct Connection {
  Descriptor descriptor;
  Endpoint peer;
};

/// Listens on the first address `endpoint` resolves to that works. Port 0 takes a free one.
/// A restart within a minute works too (SO_REUSEADDR).
[[nodiscard]] std::expected<Listener, SystemError> listen_on(const Endpoint& endpoint);

/// Waits for one peer.
[[nodiscard]] std::expected<Connection, SystemError> accept_one(const Listener& listener);

/// Connects to the first address `endpoint` resolves to that answers; else the last one's error.
[[nodiscard]] std::expected<Connection, SystemError> connect_to(const Endpoint& endpoint);

/// Our own end of the connection: "127.0.0.1:49152".
[[nodiscard]] Endpoint local_endpoint(const Connection& connection);

}  // namespace shortread
