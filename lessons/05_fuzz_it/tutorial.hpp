// The usual harness, as tutorials on fuzzing write it: hand the bytes over and let the sanitizers
// judge. It finds what crashes. Of a reader's mistakes most do not.
#pragma once

#include "requirements.hpp"

namespace fuzz_it {

inline void tutorial_harness(const std::string& bytes, const OpenReader& open) {
  const auto reader = open(limit);
  reader->feed(bytes);
  while (const auto frame = reader->next_frame()) {
    if (!*frame) break;
  }
}

}  // namespace fuzz_it
