// Lesson 2, the tutorial's server: one client at a time, and it counts characters, not bytes.

#include <sys/socket.h>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include <shortread/net/tcp.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"
#include "tutorial.hpp"

namespace {

void send_message(const shortread::Connection& client, const std::string& message) {
  const std::string frame = fixed_header::tutorial::framed(message);
  const auto sent = ::send(client.descriptor.number(), frame.data(), frame.size(), 0);
  if (sent < 0) std::_Exit(shortread::falls_short);  // Python: an exception nobody catches
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = fixed_header::server_options("tutorial_header_server", argc, argv);
  const auto listener = shortread::listen_on(options.endpoint);
  if (!listener) return shortread::falls_short;
  shortread::print_line("listening on " + shortread::to_string(listener->local));

  while (const auto client = shortread::accept_one(*listener)) {
    send_message(*client, "Welcome to the server!");
    for (std::uint64_t frames = 1; frames != options.frames; ++frames) {
      std::this_thread::sleep_for(options.every);
      const auto now = std::chrono::system_clock::now().time_since_epoch();
      const auto seconds = std::chrono::floor<std::chrono::seconds>(now).count();
      send_message(*client, "The time is " + std::to_string(seconds));
    }
  }
}
