// What lesson 1's programs can be asked for.
#pragma once

#include <netinet/in.h>
#include <cstddef>
#include <string>

namespace raw_send {

struct ServerOptions {
  sockaddr_in address;
  std::string bytes;  ///< what every client is sent
};
[[nodiscard]] ServerOptions server_options(int argc, const char* const* argv);

struct ClientOptions {
  sockaddr_in address;
  std::size_t recv_bytes;  ///< what one recv() asks for
  bool shows_reads;        ///< one line on standard error for each recv()
  bool counts_only;        ///< the number of bytes instead of the bytes
};
[[nodiscard]] ClientOptions client_options(const char* program, int argc, const char* const* argv);

/// "127.0.0.1:1234"
[[nodiscard]] std::string to_string(const sockaddr_in& address);

}  // namespace raw_send
