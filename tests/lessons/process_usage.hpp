// What a running program takes from the machine: memory and processor time.
#pragma once

#include <sys/types.h>
#include <unistd.h>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace shortread::tests {

/// Memory that is really there (VmRSS). Sanitizers add their own: compare two readings.
inline std::int64_t resident_bytes(pid_t pid) {
  std::ifstream statm{"/proc/" + std::to_string(pid) + "/statm"};
  std::int64_t pages = 0;
  std::int64_t resident_pages = 0;
  if (!(statm >> pages >> resident_pages)) ADD_FAILURE() << "no process " << pid;
  return resident_pages * ::sysconf(_SC_PAGESIZE);
}

/// Processor time used so far, its own and the kernel's for it.
inline std::chrono::milliseconds processor_time(pid_t pid) {
  std::ifstream stat{"/proc/" + std::to_string(pid) + "/stat"};
  std::string line;
  if (!std::getline(stat, line)) ADD_FAILURE() << "no process " << pid;
  std::istringstream after_name{line.substr(line.rfind(')') + 1)};
  std::string skipped;
  for (int field = 3; field < 14; ++field) after_name >> skipped;  // proc(5): utime is field 14
  std::int64_t user_ticks = 0;
  std::int64_t kernel_ticks = 0;
  after_name >> user_ticks >> kernel_ticks;
  return std::chrono::milliseconds{(user_ticks + kernel_ticks) * 1000 / ::sysconf(_SC_CLK_TCK)};
}

/// Processor time it uses from now on, for so long.
inline std::chrono::milliseconds processor_time_during(pid_t pid, std::chrono::milliseconds span) {
  const auto before = processor_time(pid);
  std::this_thread::sleep_for(span);
  return processor_time(pid) - before;
}

}  // namespace shortread::tests
