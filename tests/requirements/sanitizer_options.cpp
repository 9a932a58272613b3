// How AddressSanitizer behaves in programs that run other people's code.

// NOLINTBEGIN(bugprone-reserved-identifier): the sanitizer's names
extern "C" const char* __asan_default_options();

// Asking for gigabytes fails as it would on a small machine, instead of filling this one's memory
// with the shadow of it. A child that was judged ends without looking for leaks.
extern "C" const char* __asan_default_options() {
  return "max_allocation_size_mb=1024:allocator_may_return_null=1:detect_leaks=0:abort_on_error=0"
#ifdef SHORTREAD_WRAPPED_WITH_ALL
         // An engine's binary: executions a second count, and a finding is played again elsewhere.
         ":malloc_context_size=2:detect_stack_use_after_return=0"
#endif
      ;
}
// NOLINTEND(bugprone-reserved-identifier)
