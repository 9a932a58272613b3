// faultproxy: passes bytes on, shows each recv, and does to the stream what a network may do.

#include <atomic>
#include <mutex>
#include <thread>

#include <shortread/net/serve.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "lane.hpp"
#include "options.hpp"
#include "trace.hpp"

namespace {

using namespace shortread;
using namespace faultproxy;

void say(std::string_view what) { complain("faultproxy", what); }

// Many threads show at once; each event comes out whole.
class Screen {
 public:
  explicit Screen(const Options& options) : options_{options} {}

  void show(const Event& event) {
    const std::string text = options_.is_json
                                 ? json_of_event(event)
                                 : text_of_event(event, options_.is_full, options_.delay);
    const std::lock_guard lock{mutex_};
    print(text);
  }

 private:
  const Options& options_;
  std::mutex mutex_;
};

void cross(Connection client, std::uint64_t number, const Options& options, Screen& screen,
           PcapFile* pcap) {
  auto server = connect_to(options.to);
  if (!server) return say(describe(server.error()));

  Crossing crossing{.number = number,
                    .client = std::move(client),
                    .server = std::move(*server),
                    .delay = options.delay,
                    .show = [&](const Event& event) { screen.show(event); },
                    .pcap = pcap};
  const auto from_server = Direction::server_to_client;
  const auto from_client = Direction::client_to_server;
  crossing.show(
      {number, from_client, Opened{to_string(crossing.client.peer), to_string(options.to)}});
  {
    Lane up{crossing, from_client, options.faults_for(from_client)};
    Lane down{crossing, from_server, options.faults_for(from_server)};
    const std::jthread other{[&] { up.run(); }};
    down.run();
  }
  if (!crossing.is_reset) return;
  reset(std::move(crossing.client));
  reset(std::move(crossing.server));
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = options_from(argc, argv);
  end_cleanly_on_signals();

  const auto pcap = options.pcap_path.empty() ? nullptr : PcapFile::create(options.pcap_path);
  if (!options.pcap_path.empty() && !pcap) {
    say("--pcap " + options.pcap_path + ": cannot be written");
    return falls_short;
  }
  const auto listener = listen_on(options.listen);
  if (!listener) {
    say(describe(listener.error()));
    return falls_short;
  }
  print_line("listening on " + to_string(listener->local));

  Screen screen{options};
  std::atomic<std::uint64_t> connections{0};
  say(describe(serve_each(
      *listener,
      [&](Connection client) {
        cross(std::move(client), ++connections, options, screen, pcap.get());
      },
      say)));
  return falls_short;
}
