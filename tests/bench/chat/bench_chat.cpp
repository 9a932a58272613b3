// One measurement of one chat server; bench_chat.py makes a comparison of many.

#include <functional>
#include <map>
#include <string>

#include <fmt/format.h>
#include <shortread/programs/command_line.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>
#include <tests/bench/chat/measurements.hpp>

namespace {

using namespace shortread;
using namespace shortread::bench;

constexpr const char* program = "bench_chat";

std::string as_json(const Throughput& found) {
  return fmt::format(R"({{"rate": {:.1f}, "cpu_ns": {:.1f}}})", found.deliveries_per_second,
                     found.cpu_ns);
}

std::string as_json(const Latency& found) {
  return fmt::format(R"({{"p50_us": {}, "p99_us": {}, "max_us": {}}})", found.p50_us, found.p99_us,
                     found.most_us);
}

std::string as_json(const Memory& found) {
  return fmt::format(R"({{"idle_kib": {:.3f}, "after_burst_kib": {:.3f}}})", found.idle_kib,
                     found.after_burst_kib);
}

std::string as_json(const Stalled& found) {
  return fmt::format(R"({{"kept": {:.4f}, "grown_kib": {}, "dropped": {}, "broke": {}}})",
                     found.rate_kept, found.grown_kib, found.was_dropped, !found.broke.empty());
}

template <auto measure>
int say(const Measurement& what) {
  const auto found = measure(what);
  if (!found) {
    complain(program, found.error());
    return falls_short;
  }
  print_line(as_json(*found));
  return holds;
}

int say_how_built(const Measurement& /*nothing*/) {
#if defined(__clang__)
  print_line(fmt::format("clang++ {}.{} with {}", __clang_major__, __clang_minor__,
                         SHORTREAD_BENCH_FLAGS));
#else
  print_line(fmt::format("g++ {}.{} with {}", __GNUC__, __GNUC_MINOR__, SHORTREAD_BENCH_FLAGS));
#endif
  return holds;
}

const std::map<std::string, std::function<int(const Measurement&)>> measurements{
    {"throughput", say<measure_throughput>},
    {"latency", say<measure_latency>},
    {"memory", say<measure_memory>},
    {"stalled", say<measure_stalled>},
    {"build", say_how_built}};

struct Options {
  Measurement measurement{.server = {}, .process = ServerProcess{0}, .load = {}};
  std::string kind;
};

Options options_of(int argc, char** argv) {
  Options options;
  Measurement& what = options.measurement;
  std::uint64_t pid = 0;
  auto rate = static_cast<std::uint64_t>(what.rate);
  double seconds = what.time.count();
  double patience = static_cast<double>(what.patience.count());
  CommandLine line{program, "Measures one chat server: './course bench chat' measures them all."};
  line.host_and_port(what.server);
  line.number("--pid", pid, {0, 1u << 30}, "the server's process, for its CPU time and memory");
  line.number("--clients", what.load.clients, {2, clients_max}, "in the room");
  line.number("--senders", what.load.senders, {1, clients_max}, "of them speak");
  line.size("--payload", what.load.payload, {payload_min, 1 * MiB}, "bytes of a message");
  line.number("--window", what.load.window, {1, 65536}, "messages of a sender under way");
  line.number("--rate", rate, {1, 1'000'000}, "latency: messages a second, of all senders");
  line.seconds("--seconds", seconds, "to measure for");
  line.seconds("--patience", patience, "without a byte, until what is owed counts as lost");
  line.argument("KIND", options.kind, "throughput, latency, memory, stalled or build", true);
  line.parse(argc, argv);
  if (!measurements.contains(options.kind)) line.refuse("there is no measurement " + options.kind);
  if (what.load.senders > what.load.clients) line.refuse("more senders than clients");
  what.process = ServerProcess{pid};
  what.rate = static_cast<double>(rate);
  what.time = std::chrono::duration<double>{seconds};
  what.patience = std::chrono::seconds{static_cast<int>(patience)};
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = options_of(argc, argv);
  return measurements.at(options.kind)(options.measurement);
}
