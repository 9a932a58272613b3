# How our own builds differ from a user's: warnings are errors, sanitizers, coverage.

function(shortread_development_flags target)
  if(SHORTREAD_DEVELOPER)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      # g++ 12 sees uninitialised and overlapping memory inside libstdc++'s own optional and string once
      # a sanitizer or -O3 is on; later versions do not (GCC bugs 105562, 105651).
      target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized -Wno-restrict)
    endif()
  endif()
endfunction()

if(SHORTREAD_SANITIZE)
  set(SHORTREAD_SANITIZE_FLAGS -fsanitize=${SHORTREAD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(${SHORTREAD_SANITIZE_FLAGS})
  add_link_options(-fsanitize=${SHORTREAD_SANITIZE})
endif()
if(SHORTREAD_FUZZ AND NOT DEFINED ENV{LIB_FUZZING_ENGINE}) # a fleet says itself how to instrument
  add_compile_options(-fsanitize=fuzzer-no-link) # the library tells the fuzzer where it has been
endif()
if(SHORTREAD_COVERAGE)
  add_compile_options(-fprofile-instr-generate -fcoverage-mapping)
  add_link_options(-fprofile-instr-generate)
endif()

# Sanitized code without any optimisation is several times slower, and no easier to debug than -O1.
if(NOT SHORTREAD_FUZZ) # there, executions a second are what counts
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
