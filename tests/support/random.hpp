// Chance that a seed repeats: the same on every machine, unlike the standard's distributions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>

#include <tests/support/streams.hpp>

namespace shortread::tests {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_{seed} {}

  /// 0 to `end` - 1.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }
  bool once_in(std::size_t times) { return below(times) == 0; }
  char one_of(std::string_view characters) { return characters[below(characters.size())]; }

  /// Now pieces of a few bytes, now long ones: each size finds other mistakes.
  Cuts cuts(std::size_t stream_size) {
    const std::size_t longest = once_in(2) ? 3 : 40;
    Cuts cuts;
    for (std::size_t at = 1 + below(longest); at < stream_size; at += 1 + below(longest)) {
      cuts.push_back(at);
    }
    return cuts;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace shortread::tests
