#include <shortread/chat/room_log.hpp>

#include <algorithm>
#include <cassert>
#include <utility>

namespace shortread::chat {

std::size_t RoomLog::room_in_last_piece() const noexcept {
  return static_cast<std::size_t>(first_ + pieces_.size() * piece_bytes - end_);
}

void RoomLog::add_piece() {
  if (spare_ == nullptr) spare_ = std::make_unique_for_overwrite<std::byte[]>(piece_bytes);
  pieces_.push_back(std::move(spare_));
}

void RoomLog::append(ByteView bytes) {
  while (!bytes.empty()) {
    if (room_in_last_piece() == 0) add_piece();
    const std::size_t room = room_in_last_piece();
    const ByteView part = bytes.first(std::min(room, bytes.size()));
    std::ranges::copy(part, pieces_.back().get() + (piece_bytes - room));
    end_ += part.size();
    bytes = bytes.subspan(part.size());
  }
}

ByteView RoomLog::read(Position from, Position until) const {
  assert(begin_ <= from && from <= until && until <= end_);
  if (from == until) return {};
  const auto piece = static_cast<std::size_t>((from - first_) / piece_bytes);
  const auto offset = static_cast<std::size_t>((from - first_) % piece_bytes);
  const auto count = std::min<Position>(until - from, piece_bytes - offset);
  return {pieces_[piece].get() + offset, static_cast<std::size_t>(count)};
}

void RoomLog::forget_before(Position position) {
  assert(position <= end_);
  begin_ = std::max(begin_, position);
  while (!pieces_.empty() && first_ + piece_bytes <= begin_) {
    spare_ = std::move(pieces_.front());
    pieces_.pop_front();
    first_ += piece_bytes;
  }
}

std::size_t RoomLog::bytes_held() const noexcept {
  return (pieces_.size() + (spare_ == nullptr ? 0 : 1)) * piece_bytes;
}

}  // namespace shortread::chat
