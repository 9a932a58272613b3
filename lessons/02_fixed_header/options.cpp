#include "options.hpp"

#include <shortread/programs/command_line.hpp>

namespace fixed_header {

using shortread::CommandLine;
using shortread::MiB;

ServerOptions server_options(const char* program, int argc, const char* const* argv) {
  ServerOptions options{.endpoint = {}, .every = {}, .frames = 0};
  double every = 3;
  CommandLine line{program, "Greets every client, then tells it the time, framed. (Lesson 2)"};
  line.host_and_port(options.endpoint);
  line.seconds("--every", every, "between two messages");
  line.number("--count", options.frames, {1, UINT64_MAX}, "end each connection after N frames");
  line.parse(argc, argv);
  options.every = std::chrono::duration<double>{every};
  return options;
}

ClientOptions client_options(const char* program, int argc, const char* const* argv) {
  ClientOptions options{.endpoint = {}, .recv_bytes = 0, .limit = {}, .shows_reads = false};
  std::uint64_t recv_bytes = 16;
  CommandLine line{program, "Prints each message that a header server sends. (Lesson 2)"};
  line.host_and_port(options.endpoint);
  line.size("--recv", recv_bytes, {1, 64 * MiB}, "what one recv asks for");
  line.size("--limit", options.limit.bytes, {0, shortread::payload_bytes_max},
            "longest message taken");
  line.toggle("--show-reads", options.shows_reads,
              "print each piece as it came, on standard error");
  line.parse(argc, argv);
  options.recv_bytes = recv_bytes;
  return options;
}

}  // namespace fixed_header
