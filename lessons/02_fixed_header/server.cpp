// Lesson 2, the server: greets every client, then tells it the time, each message in a frame.

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

#include <shortread/core/frame_encoder.hpp>
#include <shortread/net/serve.hpp>
#include <shortread/net/stream.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"

namespace {

using namespace shortread;  // a lesson's program speaks the library's language

std::string time_message() {
  using namespace std::chrono;
  const auto now = floor<seconds>(system_clock::now().time_since_epoch());
  return "The time is " + std::to_string(now.count());
}

void complain_about(const SystemError& error) { complain("header_server", describe(error)); }

void serve(Connection client, const fixed_header::ServerOptions& options) {
  std::string message = "Welcome to the server!";
  for (std::uint64_t frames = 1;; ++frames) {
    const auto sent = send_all(client, encode_frame(bytes_of(message)));
    if (!sent) return complain_about(sent.error());  // this client has gone; the others stay
    if (frames == options.frames) return close_gently(std::move(client));
    std::this_thread::sleep_for(options.every);
    message = time_message();
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = fixed_header::server_options("header_server", argc, argv);
  end_cleanly_on_signals();

  const auto listener = listen_on(options.endpoint);
  if (!listener) {
    complain_about(listener.error());
    return falls_short;
  }
  print_line("listening on " + to_string(listener->local));

  complain_about(serve_each(
      *listener, [&](Connection client) { serve(std::move(client), options); },
      [](std::string_view trouble) { complain("header_server", trouble); }));
  return falls_short;
}
