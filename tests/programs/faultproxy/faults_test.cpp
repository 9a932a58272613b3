// What is to be done to a stream, in numbers: pieces, the damaged byte, the reset, the half-close.
#include <shortread/programs/faultproxy/faults.hpp>

#include <algorithm>
#include <bit>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

namespace faultproxy {
namespace {

using Sizes = std::vector<std::size_t>;

/// How `bytes` that came in one recv go on, until none is left or the stream is to be reset.
Sizes pieces(FaultPlan& plan, std::size_t bytes) {
  Sizes sizes;
  while (bytes > 0 && !plan.wants_reset()) {
    sizes.push_back(plan.next_piece(bytes));
    EXPECT_LE(sizes.back(), bytes);
    if (sizes.back() == 0) break;
    bytes -= sizes.back();
  }
  return sizes;
}

Sizes pieces(const Faults& faults, std::size_t bytes, std::uint64_t stream = 2) {
  FaultPlan plan{faults, stream};
  return pieces(plan, bytes);
}

TEST(FaultPlan, without_faults_bytes_go_on_as_they_come) {
  FaultPlan plan{{}, 2};
  EXPECT_EQ(plan.next_piece(1), 1U);
  EXPECT_EQ(plan.next_piece(65'536), 65'536U);
  EXPECT_FALSE(plan.wants_reset());
  EXPECT_FALSE(plan.wants_half_close());
}

TEST(FaultPlan, pieces_are_of_the_size_asked_for_and_the_last_is_the_rest) {
  EXPECT_EQ(pieces({.piece_bytes = 3}, 10), (Sizes{3, 3, 3, 1}));
  EXPECT_EQ(pieces({.piece_bytes = 3}, 2), (Sizes{2}));
  EXPECT_EQ(pieces({.piece_bytes = 1}, 4), (Sizes{1, 1, 1, 1}));
  EXPECT_EQ(pieces({.piece_bytes = UINT64_MAX}, 10), (Sizes{10}));
}

TEST(FaultPlan, random_pieces_are_of_1_to_16_bytes_and_use_every_size) {
  const Sizes sizes = pieces({.has_random_pieces = true, .seed = 7}, 10'000);
  EXPECT_EQ(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}), 10'000U);
  const std::set<std::size_t> seen{sizes.begin(), sizes.end()};
  EXPECT_EQ(seen.size(), FaultPlan::random_piece_max);
  EXPECT_EQ(*seen.begin(), 1U);
  EXPECT_EQ(*seen.rbegin(), FaultPlan::random_piece_max);
}

TEST(FaultPlan, the_same_seed_and_stream_give_the_same_pieces) {
  const Faults faults{.has_random_pieces = true, .seed = 42};
  EXPECT_EQ(pieces(faults, 1000), pieces(faults, 1000));
  EXPECT_NE(pieces(faults, 1000, 2), pieces(faults, 1000, 3)) << "two streams in lockstep";
  Faults other = faults;
  other.seed = 43;
  EXPECT_NE(pieces(faults, 1000), pieces(other, 1000));
}

// Written down: a seed in somebody's report must mean the same pieces on every machine for ever.
TEST(FaultPlan, the_pieces_of_a_seed_never_change) {
  EXPECT_EQ(pieces({.has_random_pieces = true, .seed = 7}, 60),
            (Sizes{5, 7, 4, 10, 5, 16, 6, 6, 1}));
}

TEST(FaultPlan, a_reset_lets_exactly_so_many_bytes_go) {
  EXPECT_EQ(pieces({.reset_after = 5}, 10), (Sizes{5}));
  EXPECT_EQ(pieces({.reset_after = 10}, 10), (Sizes{10}));
  EXPECT_EQ(pieces({.piece_bytes = 3, .reset_after = 5}, 10), (Sizes{3, 2}));
  EXPECT_EQ(pieces({.reset_after = 0}, 10), Sizes{});
}

TEST(FaultPlan, a_reset_counts_bytes_over_many_pieces) {
  FaultPlan plan{{.reset_after = 10}, 2};
  EXPECT_EQ(plan.next_piece(4), 4U);
  EXPECT_EQ(plan.next_piece(4), 4U);
  EXPECT_FALSE(plan.wants_reset());
  EXPECT_EQ(plan.next_piece(4), 2U);
  EXPECT_TRUE(plan.wants_reset());
  EXPECT_EQ(plan.next_piece(4), 0U);
}

TEST(FaultPlan, for_every_bound_random_pieces_stop_exactly_there) {
  for (std::uint64_t bound = 0; bound <= 100; ++bound) {
    const Sizes sizes =
        pieces({.has_random_pieces = true, .reset_after = bound, .seed = bound}, 1000);
    EXPECT_EQ(std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0}), bound);
  }
}

TEST(FaultPlan, a_half_close_is_due_after_the_first_piece) {
  FaultPlan plan{{.piece_bytes = 2, .half_closes = true}, 2};
  EXPECT_FALSE(plan.wants_half_close());
  EXPECT_EQ(plan.next_piece(10), 2U);
  EXPECT_TRUE(plan.wants_half_close());
}

// However the stream is cut, one bit of one byte differs: the one asked for.
TEST(FaultPlan, exactly_one_bit_is_damaged_at_exactly_that_offset) {
  constexpr std::size_t stream_bytes = 24;
  for (std::size_t at = 0; at < stream_bytes; ++at) {
    for (std::size_t cut = 1; cut <= stream_bytes; ++cut) {
      FaultPlan plan{{.corrupt_at = at}, 2};
      std::vector<std::byte> stream(stream_bytes, std::byte{0x42});
      for (std::size_t begin = 0; begin < stream_bytes; begin += cut) {
        const auto piece = std::span{stream}.subspan(begin, std::min(cut, stream_bytes - begin));
        const auto damaged = plan.damage(piece);
        const bool is_in_piece = begin <= at && at < begin + piece.size();
        EXPECT_EQ(damaged, is_in_piece ? std::optional{at - begin} : std::nullopt);
      }
      for (std::size_t i = 0; i < stream_bytes; ++i) {
        EXPECT_EQ(stream[i], i == at ? std::byte{0x43} : std::byte{0x42}) << at << ", cut " << cut;
      }
    }
  }
  EXPECT_EQ(std::popcount(static_cast<unsigned>(damaging_bit)), 1);
}

TEST(FaultPlan, a_byte_that_never_comes_is_never_damaged) {
  FaultPlan plan{{.corrupt_at = 100}, 2};
  std::vector<std::byte> stream(100, std::byte{1});
  EXPECT_EQ(plan.damage(stream), std::nullopt);
  EXPECT_EQ(plan.damage({}), std::nullopt);
  EXPECT_EQ(stream, std::vector<std::byte>(100, std::byte{1}));
}

}  // namespace
}  // namespace faultproxy
