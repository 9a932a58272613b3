// What happened to a stream on its way through the proxy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <shortread/core/bytes.hpp>

#include "frame_view.hpp"

namespace faultproxy {

enum class Direction : std::uint8_t { server_to_client, client_to_server };

/// "server > client": for people; the JSON has the same words.
[[nodiscard]] constexpr std::string_view name_of(Direction direction) {
  return direction == Direction::server_to_client ? "server > client" : "client > server";
}

struct Opened {
  std::string client;  ///< its address
  std::string server;
};

/// One recv, before anything is done to it.
struct Received {
  std::uint64_t offset;  ///< in its stream
  shortread::ByteView bytes;
  std::vector<Part> parts;
  std::string state;  ///< where a frame decoder stands after it
};

struct Damaged {
  std::uint64_t offset;
  std::byte was;
  std::byte is;
};

/// How the proxy made sure that the piece before is not joined with the next in one recv.
enum class Gap : std::uint8_t {
  none,           ///< no further piece follows at once
  all_read,       ///< the receiver had read everything
  not_read,       ///< the receiver still had not when the delay was over
  not_this_host,  ///< the receiver is not on this machine: waited for the delay
};

struct Passed {
  std::uint64_t offset;
  std::uint64_t bytes;
  Gap gap;
};

/// The direction is over: why, in words ("closed", "reset by --reset-after").
struct Ended {
  std::string why;
};

struct Event {
  std::uint64_t connection;  ///< 1 for the first client
  Direction direction;
  std::variant<Opened, Received, Damaged, Passed, Ended> what;
};

}  // namespace faultproxy
