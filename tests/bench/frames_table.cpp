#include <tests/bench/frames_table.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include <shortread/programs/output.hpp>

namespace shortread::bench {
namespace {

constexpr std::string_view about =
    "Every reader reads the same 1 MiB of frames from memory, in chunks of one size.\n"
    "\n"
    "  ns        our decoder's processor time per frame, median of all repetitions\n"
    "  / bare    over a loop that trusts binary 4-byte lengths; a cut frame is beyond\n"
    "            it, so for every chunk size it gets its stream whole\n"
    "  / memcpy  over copying the same chunks once, without looking for frames\n"
    "  / naive   over a std::string that appends chunks and erases frames\n"
    "\n"
    "Ratios: median [least greatest] of the repetitions, which ran in random order.\n"
    "Below 1 our decoder is the faster one.\n";

/// What we promise of one ratio. A timed run informs; it fails nothing.
struct Target {
  std::string_view peer;
  PayloadSizes payload;
  double at_most;
};

constexpr ChunkSize target_chunk = chunk_sizes[2];
constexpr std::array targets{
    Target{"bare", payload_sizes[0], 1.0}, Target{"bare", payload_sizes[4], 3.0},
    Target{"memcpy", payload_sizes[2], 0.3}, Target{"memcpy", payload_sizes[3], 1.2}};

std::string without_spaces(std::string_view name) {
  std::string result{name};
  std::erase(result, ' ');
  return result;
}

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// Three or four figures, whatever the size: more would only be noise.
std::string figure(double value) {
  if (value < 0.0995) return fmt::format("{:.3f}", value);
  if (value < 9.995) return fmt::format("{:.2f}", value);
  if (value < 99.95) return fmt::format("{:.1f}", value);
  return fmt::format("{:.0f}", value);
}

std::string with_spread(const std::vector<double>& ratios) {
  if (ratios.empty()) return "    -";
  const auto [least, greatest] = std::ranges::minmax(ratios);
  return fmt::format("{:>5} [{} {}]", figure(*median(ratios)), figure(least), figure(greatest));
}

std::string this_machine(const benchmark::CPUInfo& cpu) {
#if defined(__clang__)
  const std::string compiler = fmt::format("clang++ {}.{}", __clang_major__, __clang_minor__);
#else
  const std::string compiler = fmt::format("g++ {}.{}", __GNUC__, __GNUC_MINOR__);
#endif
  std::string line =
      fmt::format("Built by {} with {}, run on {} processors of {:.1f} GHz", compiler,
                  SHORTREAD_BENCH_FLAGS, cpu.num_cpus, cpu.cycles_per_second / 1e9);
  if (!cpu.load_avg.empty()) {
    line += fmt::format(";\n{:.1f} programs were running on them before this one.",
                        cpu.load_avg.front());
  }
  return line;
}

}  // namespace

std::string measurement_name(std::string_view reader, const PayloadSizes& payload,
                             const ChunkSize& chunk) {
  const bool is_cut = reader != "bare";
  return fmt::format("{}/{}/{}", reader, without_spaces(payload.name),
                     is_cut ? without_spaces(chunk.name) : "whole");
}

bool FramesTable::ReportContext(const Context& context) {
  print_line(about);
  print_line(this_machine(context.cpu_info));
  print_line("");
  return true;
}

void FramesTable::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.error_occurred) {
      complain("bench_frames", run.benchmark_name() + ": " + run.error_message);
      failed_ = true;
    } else if (run.run_type == Run::RT_Iteration) {
      const double frames =
          static_cast<double>(run.iterations) * run.counters.at(frames_counter).value;
      measured_[run.run_name.function_name].push_back(run.cpu_accumulated_time * 1e9 / frames);
    }
  }
}

void FramesTable::Finalize() {
  print_rows();
  print_targets();
}

FramesTable::NsPerFrame FramesTable::measured(std::string_view reader, const PayloadSizes& payload,
                                              const ChunkSize& chunk) const {
  const auto found = measured_.find(measurement_name(reader, payload, chunk));
  return found == measured_.end() ? NsPerFrame{} : found->second;
}

/// One ratio a repetition: our decoder's time over the peer's.
std::vector<double> FramesTable::ratios(std::string_view peer, const PayloadSizes& payload,
                                        const ChunkSize& chunk) const {
  const NsPerFrame ours = measured("decoder", payload, chunk);
  const NsPerFrame theirs = measured(peer, payload, chunk);
  std::vector<double> result(std::min(ours.size(), theirs.size()));
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = ours[i] / theirs[i];
  return result;
}

void FramesTable::print_rows() const {
  print_line("payload chunk      ns  / bare             / memcpy           / naive");
  for (const PayloadSizes& payload : payload_sizes) {
    for (const ChunkSize& chunk : chunk_sizes) {
      const auto ns = median(measured("decoder", payload, chunk));
      print_line(fmt::format("{:<7} {:<6} {:>6} {:<18} {:<18} {}", payload.name, chunk.name,
                             ns ? figure(*ns) : "-", with_spread(ratios("bare", payload, chunk)),
                             with_spread(ratios("memcpy", payload, chunk)),
                             with_spread(ratios("naive", payload, chunk))));
    }
  }
}

void FramesTable::print_targets() const {
  print_line(fmt::format("\nTargets, in chunks of {}:", target_chunk.name));
  for (const Target& target : targets) {
    const auto ratio = median(ratios(target.peer, target.payload, target_chunk));
    const auto verdict = !ratio                     ? "not measured"
                         : *ratio <= target.at_most ? "holds"
                                                    : "falls short";
    print_line(fmt::format("  {:<7} at most {:.1f} times {:<6} {:>5}  {}", target.payload.name,
                           target.at_most, target.peer, ratio ? figure(*ratio) : "-", verdict));
  }
}

}  // namespace shortread::bench
