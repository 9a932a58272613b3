// Measures the frame decoder beside three other ways to read the same bytes: `./course bench
// frames`.

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include <shortread/programs/exit_code.hpp>
#include <tests/bench/frames_readers.hpp>
#include <tests/bench/frames_table.hpp>
#include <tests/bench/frames_workload.hpp>

namespace shortread::bench {
namespace {

template <typename Reader>
void measure(benchmark::State& state, const Workload& workload, std::size_t chunk) {
  Reader reader;  // lives as long as a connection: its buffers have grown before most passes begin
  for (auto pass : state) {
    static_cast<void>(pass);
    // A reader that loses a byte may be as fast as it likes. Only the verdict is shown to the
    // optimizer's barrier, so that the sums themselves may stay in registers.
    bool finds_all = reader(workload, chunk) == workload.expected;
    benchmark::DoNotOptimize(finds_all);
    if (!finds_all) state.SkipWithError("does not find the frames that were sent");
  }
  state.counters[frames_counter] = static_cast<double>(workload.expected.frames);
}

template <typename Reader>
void register_reader(std::string_view reader, const PayloadSizes& payload, const ChunkSize& chunk,
                     const Workload& workload) {
  const std::string name = measurement_name(reader, payload, chunk);
  benchmark::RegisterBenchmark(name.c_str(), measure<Reader>, std::cref(workload), chunk.bytes);
}

void register_readers(const PayloadSizes& payload, const Workload& workload) {
  for (const ChunkSize& chunk : chunk_sizes) {
    register_reader<DecoderReader>("decoder", payload, chunk, workload);
    register_reader<MemcpyReader>("memcpy", payload, chunk, workload);
    register_reader<NaiveReader>("naive", payload, chunk, workload);
  }
  register_reader<BareLoopReader>("bare", payload, chunk_sizes.back(), workload);
}

void print_help() {
  std::puts(
      "Usage: bench_frames [--benchmark_...]\n"
      "\n"
      "Measures the frame decoder beside a bare loop over binary lengths, memcpy and a naive\n"
      "decoder, in one run of half a minute, and prints the ratios. Exit code 0 whatever they\n"
      "are: speed informs here, it fails nothing. 4 when a reader did not find the frames.\n"
      "\n"
      "Google Benchmark's options work, and come after these defaults of ours:\n"
      "  --benchmark_repetitions=9 --benchmark_min_time=0.03\n"
      "  --benchmark_enable_random_interleaving=true\n"
      "\n"
      "  --benchmark_filter=REGEX            only these (names: --benchmark_list_tests=true)\n"
      "  --benchmark_out=FILE                all measurements, as JSON");
}

/// Neighbours on the machine come and go: only what ran interleaved may be compared.
std::vector<std::string> with_our_defaults(int argc, char** argv) {
  std::vector<std::string> arguments{argv[0], "--benchmark_repetitions=9",
                                     "--benchmark_min_time=0.03",
                                     "--benchmark_enable_random_interleaving=true"};
  arguments.insert(arguments.end(), argv + 1, argv + argc);
  return arguments;
}

int run(int argc, char** argv) {
  std::vector<std::string> arguments = with_our_defaults(argc, argv);
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  int count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data(), print_help);
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) return wrong_command_line;

  const std::vector<Workload> workloads{payload_sizes.begin(), payload_sizes.end()};
  for (std::size_t i = 0; i < workloads.size(); ++i)
    register_readers(payload_sizes[i], workloads[i]);
  FramesTable table;
  benchmark::RunSpecifiedBenchmarks(&table);
  return table.has_failed() ? our_error : holds;
}

}  // namespace
}  // namespace shortread::bench

int main(int argc, char** argv) { return shortread::bench::run(argc, argv); }
