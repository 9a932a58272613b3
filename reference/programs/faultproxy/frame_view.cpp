#include "frame_view.hpp"

#include <algorithm>

namespace faultproxy {

using shortread::ByteView;
using shortread::header_bytes;

std::vector<Part> FrameView::read(ByteView piece) {
  std::vector<Part> parts;
  while (!piece.empty()) {
    const bool is_in_header = header_.size() < header_bytes;
    const Part part = no_frames_since_ ? Part{Part::Kind::raw, piece, false}
                      : is_in_header   ? read_header(piece)
                                       : read_payload(piece);
    parts.push_back(part);
    offset_ += part.bytes.size();
    piece = piece.subspan(part.bytes.size());
  }
  return parts;
}

Part FrameView::read_header(ByteView rest) {
  const ByteView mine = rest.first(std::min(rest.size(), header_bytes - header_.size()));
  const std::size_t had = header_.size();
  header_.insert(header_.end(), mine.begin(), mine.end());
  if (const auto wrong = shortread::first_wrong_byte(header_)) {
    no_frames_since_ = offset_ + *wrong - had;
    return {Part::Kind::raw, rest, false};
  }
  if (header_.size() < header_bytes) return {Part::Kind::header, mine, false};

  payload_bytes_ = *shortread::parse_length_header(ByteView{header_}.first<header_bytes>());
  payload_seen_ = 0;
  const bool is_empty_frame = payload_bytes_ == 0;
  if (is_empty_frame) header_.clear();
  return {Part::Kind::header, mine, is_empty_frame};
}

Part FrameView::read_payload(ByteView rest) {
  const auto count = std::min<std::uint64_t>(rest.size(), payload_bytes_ - payload_seen_);
  payload_seen_ += count;
  const bool is_whole = payload_seen_ == payload_bytes_;
  if (is_whole) header_.clear();
  return {Part::Kind::payload, rest.first(static_cast<std::size_t>(count)), is_whole};
}

std::string FrameView::state() const {
  if (no_frames_since_) return "not frames since byte " + std::to_string(*no_frames_since_);
  if (header_.empty()) return "between frames";
  if (header_.size() < header_bytes) return "header " + std::to_string(header_.size()) + " of 10";
  return "payload " + std::to_string(payload_seen_) + " of " + std::to_string(payload_bytes_) +
         ", " + std::to_string(payload_bytes_ - payload_seen_) + " missing";
}

}  // namespace faultproxy
