// The ways a network may cut a stream: whole, bytewise, by sevens, at random, every way there is.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/core/bytes.hpp>
#include <shortread/testing/cuts.hpp>

namespace shortread::tests {

using shortread::testing::Cuts;
using shortread::testing::cuts_after_every;
using shortread::testing::pieces;

/// One received piece, in memory of exactly its size so that a sanitizer sees each read beyond it.
/// Overwritten when the loan ends: without a sanitizer too, whoever still looks at it reads
/// nonsense.
class Loan {
 public:
  explicit Loan(std::string_view piece) : bytes_{new std::byte[piece.size()]}, size_{piece.size()} {
    std::ranges::copy(bytes_of(piece), bytes_.get());
  }
  ~Loan() { std::fill_n(bytes_.get(), size_, std::byte{0xDB}); }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;

  [[nodiscard]] ByteView bytes() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<std::byte[]> bytes_;
  std::size_t size_;
};

// The first failure says enough: thousands more of its kind would only hide it.
inline bool failed_already() { return ::testing::Test::HasFailure(); }

// The ways to cut of <shortread/testing/cuts.hpp>, until a test has failed.
template <typename Visit>
auto until_failed(Visit visit) {
  return [visit](const Cuts& cuts) {
    if (!failed_already()) visit(cuts);
    return !failed_already();
  };
}

template <typename Visit>
void for_three_ways(std::size_t stream_size, Visit visit) {
  shortread::testing::for_three_ways(stream_size, until_failed(visit));
}

template <typename Visit>
void for_every_cut(std::size_t stream_size, Visit visit) {
  shortread::testing::for_every_cut(stream_size, until_failed(visit));
}

template <typename Visit>
void for_up_to_three_cuts(std::size_t stream_size, Visit visit) {
  shortread::testing::for_up_to_three_cuts(stream_size, until_failed(visit));
}

}  // namespace shortread::tests
