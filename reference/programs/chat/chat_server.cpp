// The full chat server: one room, one thread, one line of log an event.

#include <chrono>
#include <cstdint>
#include <ctime>
#include <string>

#include <shortread/core/printable.hpp>
#include <shortread/net/chat_service.hpp>
#include <shortread/net/stop_signals.hpp>
#include <shortread/programs/command_line.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

namespace {

using namespace shortread;

struct Options {
  Endpoint endpoint;
  ChatServiceOptions service;
  bool is_quiet = false;
};

chat::Time as_time(double seconds) {
  return std::chrono::duration_cast<chat::Time>(std::chrono::duration<double>{seconds});
}

Options options_of(int argc, const char* const* argv) {
  Options options;
  double name_timeout = 10;
  double grace = 2;
  auto& limits = options.service.limits;
  CommandLine line{"chat_server", "One chat room for everybody who connects."};
  line.host_and_port(options.endpoint);
  line.number("--max-clients", limits.clients, {1, 1'000'000}, "further ones are refused");
  line.size("--max-message", limits.message.bytes, {0, payload_bytes_max}, "longest message taken");
  line.size("--max-lag", limits.lag_bytes, {1, 1024 * 1024 * MiB},
            "a client that is further behind the room is closed");
  line.seconds("--name-timeout", name_timeout, "a client without a name by then is refused");
  line.seconds("--grace", grace, "at the end, how long to deliver what is owed");
  line.toggle("--quiet", options.is_quiet, "no line for what happens");
  line.parse(argc, argv);
  limits.name_time = as_time(name_timeout);
  options.service.grace = as_time(grace);
  return options;
}

// 2026-11-23T21:15:00.123Z
std::string now_in_utc() {
  using namespace std::chrono;
  const auto now = floor<milliseconds>(system_clock::now());
  const auto seconds = floor<std::chrono::seconds>(now);
  const std::time_t time = system_clock::to_time_t(seconds);
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  std::string fraction = std::to_string((now - seconds).count());
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::string{text, size} + "." + fraction + "Z";
}

std::string_view word_for(chat::Event::Kind kind) {
  switch (kind) {
    case chat::Event::Kind::joined:
      return "joined";
    case chat::Event::Kind::refused:
      return "refused";
    case chat::Event::Kind::left:
      return "left";
    case chat::Event::Kind::dropped:
      return "dropped";
  }
  return "";
}

// A name and a reason are a stranger's bytes: not one of them may begin a line of its own.
std::string in_a_line(const chat::Event& event, const Endpoint& peer) {
  std::string line = now_in_utc() + " " + std::string{word_for(event.kind)} + " " + to_string(peer);
  if (!event.name.empty()) line += " '" + printable(bytes_of(event.name)) + "'";
  if (!event.why.empty()) line += ": " + printable(bytes_of(event.why));
  return line;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = options_of(argc, argv);
  auto listener = listen_on(options.endpoint);
  if (!listener) {
    complain("chat_server", describe(listener.error()));
    return falls_short;
  }
  const int stop = stop_descriptor();
  print_line("listening on " + to_string(listener->local));
  ChatService service{*std::move(listener), make_select_poller(), options.service,
                      [&](const chat::Event& event, const Endpoint& peer) {
                        if (!options.is_quiet) log_line(in_a_line(event, peer));
                      }};
  const auto served = service.run(stop);
  if (served) return holds;
  complain("chat_server", describe(served.error()));
  return falls_short;
}
