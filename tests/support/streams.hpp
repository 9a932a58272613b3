// The ways a network may cut a stream: whole, bytewise, by sevens, at random, every way there is.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/core/bytes.hpp>

namespace shortread::tests {

/// Where a stream is cut: rising offsets, each strictly inside it.
using Cuts = std::vector<std::size_t>;

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

inline std::vector<std::string_view> pieces(std::string_view stream, const Cuts& cuts) {
  std::vector<std::string_view> result;
  std::size_t begin = 0;
  for (const std::size_t end : cuts) {
    result.push_back(stream.substr(begin, end - begin));
    begin = end;
  }
  if (begin < stream.size()) result.push_back(stream.substr(begin));
  return result;
}

inline Cuts cuts_after_every(std::size_t piece, std::size_t stream_size) {
  Cuts cuts;
  for (std::size_t at = piece; at < stream_size; at += piece) cuts.push_back(at);
  return cuts;
}

// The first failure says enough: thousands more of its kind would only hide it.
inline bool failed_already() { return ::testing::Test::HasFailure(); }

/// Whole, one byte at a time, and in an odd size that meets no border twice the same way.
template <typename Visit>
void for_three_ways(std::size_t stream_size, Visit visit) {
  for (const std::size_t piece : {stream_size + 1, std::size_t{1}, std::size_t{7}}) {
    if (!failed_already()) visit(cuts_after_every(piece, stream_size));
  }
}

/// All 2^(n-1) ways to cut n bytes.
template <typename Visit>
void for_every_cut(std::size_t stream_size, Visit visit) {
  const std::size_t borders = stream_size == 0 ? 0 : stream_size - 1;
  ASSERT_LE(borders, 20U) << "too long to try every cut";
  Cuts cuts;
  for (std::uint32_t chosen = 0; chosen < (1U << borders) && !failed_already(); ++chosen) {
    cuts.clear();
    for (std::size_t border = 0; border < borders; ++border) {
      if ((chosen >> border & 1U) != 0) cuts.push_back(border + 1);
    }
    visit(cuts);
  }
}

/// All sets of at most three cuts, for streams too long to cut in every way.
template <typename Visit>
void for_up_to_three_cuts(std::size_t stream_size, Visit visit) {
  visit(Cuts{});
  for (std::size_t a = 1; a < stream_size && !failed_already(); ++a) {
    visit(Cuts{a});
    for (std::size_t b = a + 1; b < stream_size; ++b) {
      visit(Cuts{a, b});
      for (std::size_t c = b + 1; c < stream_size && !failed_already(); ++c) visit(Cuts{a, b, c});
    }
  }
}

}  // namespace shortread::tests
