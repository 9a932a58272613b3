#include <tests/bench/chat/server_process.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>

namespace shortread::bench {

std::uint64_t ServerProcess::cpu_ns() const {
  std::uint64_t sum = 0;
  std::error_code none;
  for (const auto& thread :
       std::filesystem::directory_iterator{fmt::format("/proc/{}/task", pid_), none}) {
    std::uint64_t ns = 0;
    std::ifstream{thread.path() / "schedstat"} >> ns;
    sum += ns;
  }
  return sum;
}

std::uint64_t ServerProcess::status_kib(const char* field) const {
  std::ifstream status{fmt::format("/proc/{}/status", pid_)};
  std::uint64_t kib = 0;
  for (std::string word; status >> word;) {
    if (word == field && status >> kib) return kib;
  }
  return 0;
}

std::uint64_t ServerProcess::rss_kib() const { return status_kib("VmRSS:"); }
std::uint64_t ServerProcess::rss_peak_kib() const { return status_kib("VmHWM:"); }

void ServerProcess::forget_peak() const {
  std::ofstream{fmt::format("/proc/{}/clear_refs", pid_)} << 5;
}

}  // namespace shortread::bench
