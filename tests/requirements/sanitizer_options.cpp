// How AddressSanitizer behaves in programs that run other people's code.

// NOLINTBEGIN(bugprone-reserved-identifier): the sanitizer's names
extern "C" const char* __asan_default_options();

// Asking for gigabytes fails as it would on a small machine, instead of filling this one's memory
// with the shadow of it. A child that was judged ends without looking for leaks.
extern "C" const char* __asan_default_options() {
  return "max_allocation_size_mb=1024:allocator_may_return_null=1:detect_leaks=0:abort_on_error=0";
}
// NOLINTEND(bugprone-reserved-identifier)
