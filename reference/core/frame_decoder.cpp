#include <shortread/core/frame_decoder.hpp>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace shortread {

void FrameDecoder::feed(ByteView received) {
  assert(input_.empty() && "call next_frame() until it has none, then feed again");
  if (failed_) return;
  input_ = received;
  fed_ += received.size();
}

// Here comes what the fast path does not know: a frame that the network cut.
std::optional<ByteView> FrameDecoder::next_torn_frame() {
  if (input_.empty()) return std::nullopt;

  take_until_torn_holds(header_bytes);
  if (torn_.size() < header_bytes) {
    // Said as soon as it is known: a peer that sends "-5" and waits must not be waited for.
    if (const auto wrong = first_wrong_byte(torn_)) fail_at_wrong_byte(torn_, *wrong);
    return std::nullopt;
  }

  const HeaderView header{torn_.data(), header_bytes};
  if (!is_last_header(header) && !read_header(header)) return std::nullopt;
  take_until_torn_holds(last_frame_bytes_);
  if (bytes_missing() > 0) return std::nullopt;

  std::swap(torn_, handed_out_);
  torn_.clear();
  return ByteView{handed_out_}.subspan(header_bytes);
}

// True: the header is the last one now, and its length within the limit. False: failed_ says why.
bool FrameDecoder::read_header(HeaderView header) {
  const auto length = parse_length_header(header);
  if (!length) {
    fail_at_wrong_byte(header, length.error());
    return false;
  }
  if (*length > limit_.bytes) {
    fail({.kind = FrameErrorKind::over_limit,
          .offset = frame_start(),
          .announced = *length,
          .limit = limit_.bytes});
    return false;
  }
  std::memcpy(last_header_.data(), header.data(), header_bytes);
  last_frame_bytes_ = header_bytes + *length;
  return true;
}

void FrameDecoder::take_until_torn_holds(std::uint64_t bytes) {
  if (torn_.size() >= bytes) return;
  const auto count =
      static_cast<std::size_t>(std::min<std::uint64_t>(bytes - torn_.size(), input_.size()));
  torn_.insert(torn_.end(), input_.begin(), input_.begin() + static_cast<std::ptrdiff_t>(count));
  input_ = input_.subspan(count);
}

void FrameDecoder::fail_at_wrong_byte(ByteView header, std::size_t wrong) {
  fail({.kind = FrameErrorKind::malformed_header,
        .offset = frame_start() + wrong,
        .wrong_byte = header[wrong]});
}

void FrameDecoder::fail(const FrameError& error) {
  failed_ = error;
  input_ = {};
}

// Where in the stream the current frame's header begins. Only errors ask, so no frame has to count.
std::uint64_t FrameDecoder::frame_start() const noexcept {
  return fed_ - input_.size() - torn_.size();
}

std::uint64_t FrameDecoder::bytes_missing() const noexcept {
  if (torn_.empty()) return 0;
  if (torn_.size() < header_bytes) return header_bytes - torn_.size();
  return last_frame_bytes_ - torn_.size();
}

std::expected<void, FrameError> FrameDecoder::end_of_stream() const {
  assert(input_.empty() && "call next_frame() until it has none before asking");
  if (failed_) return std::unexpected(*failed_);
  if (torn_.empty()) return {};
  return std::unexpected(FrameError{.kind = FrameErrorKind::closed_inside_frame,
                                    .offset = frame_start() + torn_.size(),
                                    .missing = bytes_missing()});
}

}  // namespace shortread
