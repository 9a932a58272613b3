// What operator new hands out, counted: memory that a peer makes us take is a fact to be measured.
#pragma once

#include <cstddef>

namespace shortread::tests {

/// Of the whole program. A test program that uses this lists allocations.cpp among its files.
struct Allocations {
  std::size_t count = 0;       // calls so far
  std::size_t bytes = 0;       // handed out so far
  std::size_t bytes_live = 0;  // not given back yet
  std::size_t largest = 0;     // the most that was asked for at a time, since AllocationWatch began
};

Allocations allocations_so_far();
void forget_largest_allocation();

/// Counts from here on. largest() is the latest watch's: one at a time.
class AllocationWatch {
 public:
  AllocationWatch() { forget_largest_allocation(); }

  [[nodiscard]] std::size_t count() const { return allocations_so_far().count - begin_.count; }
  [[nodiscard]] std::size_t bytes() const { return allocations_so_far().bytes - begin_.bytes; }

  /// What was asked for, also where nothing was to be had.
  [[nodiscard]] static std::size_t largest() { return allocations_so_far().largest; }

  /// More than was live at the beginning; 0 where less is.
  [[nodiscard]] std::size_t bytes_live() const {
    const std::size_t now = allocations_so_far().bytes_live;
    return now > begin_.bytes_live ? now - begin_.bytes_live : 0;
  }

 private:
  Allocations begin_ = allocations_so_far();
};

}  // namespace shortread::tests
