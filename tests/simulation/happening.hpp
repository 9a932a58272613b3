// One thing that happened in a simulated room: told as a line, or drawn in a ladder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace chat_simulation {

struct Happening {
  enum class Kind : std::uint8_t {
    connects,
    writes,   ///< a frame with `text` in it is on its way to the hub
    rubbish,  ///< the bytes of `text`, no frame, are
    arrives,  ///< `count` bytes of what is on its way come to the hub
    joins,    ///< by the name of `text`
    refused,  ///< must go, because of `text`
    gets,     ///< the bytes of `text` come to it
    finishes,
    breaks,
    passes,  ///< time: it is `count` ms
    wrong    ///< `text` says what
  };
  Kind kind;
  int client;
  std::string text = {};
  std::size_t count = 0;
};

/// "client 3  writes "hello"", escaped.
[[nodiscard]] std::string told(const Happening& happening);

}  // namespace chat_simulation
