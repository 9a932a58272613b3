// What lesson 1's exercise must provide, in raw_send.cpp. The numbers are those of docs/wire.md.
#pragma once

#include <string>
#include <string_view>

namespace raw_send {

/// Sends all of `bytes` to `peer`, a connected socket, however few of them one send() takes.
/// False: the peer has gone. (raw/1.1, raw/1.4, raw/1.5)
bool send_everything(int peer, std::string_view bytes);

struct Received {
  std::string bytes;      ///< all that came, in order
  bool is_whole = false;  ///< true: the peer closed; false: an error came before it did
};

/// Receives from `peer`, a connected socket, until there is no more. (raw/1.2 to raw/1.4)
Received receive_until_closed(int peer);

}  // namespace raw_send
