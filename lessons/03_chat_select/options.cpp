#include "options.hpp"

#include <shortread/programs/command_line.hpp>

namespace chat_select {
namespace {

std::chrono::milliseconds as_time(double seconds) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::duration<double>{seconds});
}

}  // namespace

ServerOptions server_options(const char* program, int argc, const char* const* argv) {
  using shortread::MiB;
  ServerOptions options{.endpoint = {}, .limits = {}, .grace = {}};
  double name_timeout = 10;
  double grace = 2;
  shortread::CommandLine line{program, "One chat room, one thread, one select(). (Lesson 3)"};
  line.host_and_port(options.endpoint);
  line.number("--max-clients", options.limits.clients, {1, 1'000'000}, "further ones are refused");
  line.size("--max-message", options.limits.message.bytes, {0, shortread::payload_bytes_max},
            "longest message taken");
  line.size("--max-lag", options.limits.lag_bytes, {1, 1024 * 1024 * MiB},
            "a client that is further behind the room is closed");
  line.seconds("--name-timeout", name_timeout, "a client without a name by then is refused");
  line.seconds("--grace", grace, "at the end, how long to deliver what is owed");
  line.parse(argc, argv);
  options.limits.name_time = as_time(name_timeout);
  options.grace = as_time(grace);
  return options;
}

ClientOptions client_options(const char* program, int argc, const char* const* argv) {
  ClientOptions options{.endpoint = {}, .name = "me"};
  shortread::CommandLine line{program, "A chat client that waits at its prompt. (Lesson 3)"};
  line.host_and_port(options.endpoint);
  line.text("--name", options.name, "your name");
  line.parse(argc, argv);
  return options;
}

}  // namespace chat_select
