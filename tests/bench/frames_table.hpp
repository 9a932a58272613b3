// Google Benchmark's measurements of the frame readers, as one table and a verdict on each target.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>
#include <tests/bench/frames_workload.hpp>

namespace shortread::bench {

/// Under this name a reader's measurement is registered, and found again: "decoder/16B/64KiB".
[[nodiscard]] std::string measurement_name(std::string_view reader, const PayloadSizes& payload,
                                           const ChunkSize& chunk);

/// The counter each measurement must set: how many frames one iteration read.
inline constexpr const char* frames_counter = "frames";

/// Prints when all is measured. What --benchmark_filter left out stands as "-".
class FramesTable : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

  [[nodiscard]] bool has_failed() const { return failed_; }

 private:
  using NsPerFrame = std::vector<double>;  // one a repetition

  [[nodiscard]] NsPerFrame measured(std::string_view reader, const PayloadSizes& payload,
                                    const ChunkSize& chunk) const;
  [[nodiscard]] std::vector<double> ratios(std::string_view peer, const PayloadSizes& payload,
                                           const ChunkSize& chunk) const;
  void print_rows() const;
  void print_targets() const;

  std::map<std::string, NsPerFrame> measured_;
  bool failed_ = false;
};

}  // namespace shortread::bench
