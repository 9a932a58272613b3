// What lesson 2's programs can be asked for.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/net/endpoint.hpp>

namespace fixed_header {

struct ServerOptions {
  shortread::Endpoint endpoint;
  std::chrono::duration<double> every;  ///< between two messages to one client
  std::uint64_t frames;                 ///< each connection ends after so many; 0: never
};
[[nodiscard]] ServerOptions server_options(const char* program, int argc, const char* const* argv);

struct ClientOptions {
  shortread::Endpoint endpoint;
  std::size_t recv_bytes;       ///< what one recv asks for
  shortread::FrameLimit limit;  ///< the longest message taken
  bool shows_reads;             ///< one line on standard error for each recv
};
[[nodiscard]] ClientOptions client_options(const char* program, int argc, const char* const* argv);

}  // namespace fixed_header
