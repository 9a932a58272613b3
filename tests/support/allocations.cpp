// Replaces the program's operator new and delete by ones that count.
#include <tests/support/allocations.hpp>

#include <malloc.h>
#include <atomic>
#include <cstdlib>
#include <new>

namespace shortread::tests {
namespace {

std::atomic<std::size_t> count;
std::atomic<std::size_t> bytes;
std::atomic<std::size_t> bytes_live;
std::atomic<std::size_t> largest;

void* asked_for(std::size_t size) {
  if (size > largest) largest = size;
  return std::malloc(size == 0 ? 1 : size);
}

void* counted(void* memory) {
  if (memory == nullptr) return nullptr;
  const std::size_t usable = malloc_usable_size(memory);
  ++count;
  bytes += usable;
  bytes_live += usable;
  return memory;
}

void* counted_or_thrown(std::size_t size) {
  void* const memory = counted(asked_for(size));
  if (memory == nullptr) throw std::bad_alloc{};
  return memory;
}

void give_back(void* memory) {
  if (memory != nullptr) bytes_live -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

Allocations allocations_so_far() {
  return {.count = count, .bytes = bytes, .bytes_live = bytes_live, .largest = largest};
}

void forget_largest_allocation() { largest = 0; }

}  // namespace shortread::tests

using shortread::tests::asked_for;
using shortread::tests::counted;
using shortread::tests::counted_or_thrown;
using shortread::tests::give_back;

// All forms: memory from a sanitizer's own operator new must not come back to our delete.
void* operator new(std::size_t size) { return counted_or_thrown(size); }
void* operator new[](std::size_t size) { return counted_or_thrown(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return counted(asked_for(size));
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return counted(asked_for(size));
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
