// What the kernel knows of the server's process. Zero for one that it does not know.
#pragma once

#include <cstdint>

namespace shortread::bench {

class ServerProcess {
 public:
  explicit ServerProcess(std::uint64_t pid) : pid_{pid} {}

  [[nodiscard]] std::uint64_t cpu_ns() const;  ///< on a processor, all its threads
  [[nodiscard]] std::uint64_t rss_kib() const;
  [[nodiscard]] std::uint64_t rss_peak_kib() const;  ///< since the last forget_peak()
  void forget_peak() const;

 private:
  [[nodiscard]] std::uint64_t status_kib(const char* field) const;

  std::uint64_t pid_;
};

}  // namespace shortread::bench
