#include "faults.hpp"

#include <algorithm>
#include <limits>

namespace faultproxy {

// Each stream has numbers of its own, so that a second client does not change what the first meets.
FaultPlan::FaultPlan(const Faults& faults, std::uint64_t stream_number)
    : faults_{faults}, random_{faults.seed + stream_number * 0x9E3779B97F4A7C15U} {}

std::size_t FaultPlan::next_piece(std::size_t available) {
  if (left_until_cut_ == 0) left_until_cut_ = draw_piece();
  std::uint64_t piece = std::min<std::uint64_t>(available, left_until_cut_);
  if (faults_.reset_after) piece = std::min(piece, *faults_.reset_after - passed_);
  left_until_cut_ -= piece;
  passed_ += piece;
  return static_cast<std::size_t>(piece);
}

std::uint64_t FaultPlan::draw_piece() {
  // Not std::uniform_int_distribution: each library draws it in another way.
  if (faults_.has_random_pieces) return 1 + random_() % random_piece_max;
  if (faults_.piece_bytes > 0) return faults_.piece_bytes;
  return std::numeric_limits<std::uint64_t>::max();
}

std::optional<std::size_t> FaultPlan::damage(std::span<std::byte> received) {
  const std::uint64_t begin = received_;
  received_ += received.size();
  if (!faults_.corrupt_at || *faults_.corrupt_at < begin || *faults_.corrupt_at >= received_) {
    return std::nullopt;
  }
  const auto at = static_cast<std::size_t>(*faults_.corrupt_at - begin);
  received[at] ^= damaging_bit;
  return at;
}

bool FaultPlan::wants_reset() const {
  return faults_.reset_after && passed_ >= *faults_.reset_after;
}

bool FaultPlan::wants_half_close() const { return faults_.half_closes && passed_ > 0; }

}  // namespace faultproxy
