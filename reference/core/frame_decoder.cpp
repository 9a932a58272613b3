#include <shortread/core/frame_decoder.hpp>

#include <algorithm>
#include <cassert>
#include <utility>

namespace shortread {

void FrameDecoder::feed(ByteView received) {
  assert(input_.empty() && "call next_frame() until it has none, then feed again");
  if (!failed_) input_ = received;
}

// Here comes what the fast path does not know: a length unlike the last one, a frame that the
// network cut, an error.
FrameDecoder::Step FrameDecoder::next_torn_frame() {
  if (failed_) return std::unexpected(*failed_);

  if (torn_.empty() && input_.size() >= header_bytes) {
    if (const auto read = read_header(input_.first<header_bytes>()); !read)
      return fail(read.error());
    if (const auto payload = next_whole_frame()) return payload;
  }

  take_until_torn_holds(header_bytes);
  if (torn_.size() < header_bytes) {
    // Said as soon as it is known: a peer that sends "-5" and waits must not be waited for.
    if (const auto wrong = first_wrong_byte(torn_)) return fail(malformed_header(torn_, *wrong));
    return std::nullopt;
  }

  if (const auto read = read_header(HeaderView{torn_.data(), header_bytes}); !read)
    return fail(read.error());
  take_until_torn_holds(header_bytes + last_length_);
  if (bytes_missing() > 0) return std::nullopt;

  frame_start_ += torn_.size();
  std::swap(torn_, handed_out_);
  torn_.clear();
  return ByteView{handed_out_}.subspan(header_bytes);
}

// After this the header is the last one, and its length is within the limit.
std::expected<void, FrameError> FrameDecoder::read_header(HeaderView header) {
  if (is_last_header(header)) return {};
  const auto length = parse_length_header(header);
  if (!length) return std::unexpected(malformed_header(header, length.error()));
  if (*length > limit_.bytes) {
    return std::unexpected(FrameError{.kind = FrameErrorKind::over_limit,
                                      .offset = frame_start_,
                                      .announced = *length,
                                      .limit = limit_.bytes});
  }
  std::ranges::copy(header, last_header_.begin());
  last_length_ = *length;
  return {};
}

FrameError FrameDecoder::malformed_header(ByteView header, std::size_t wrong) const {
  return {.kind = FrameErrorKind::malformed_header,
          .offset = frame_start_ + wrong,
          .wrong_byte = header[wrong]};
}

void FrameDecoder::take_until_torn_holds(std::uint64_t bytes) {
  if (torn_.size() >= bytes) return;
  const auto count =
      static_cast<std::size_t>(std::min<std::uint64_t>(bytes - torn_.size(), input_.size()));
  torn_.insert(torn_.end(), input_.begin(), input_.begin() + static_cast<std::ptrdiff_t>(count));
  input_ = input_.subspan(count);
}

std::unexpected<FrameError> FrameDecoder::fail(const FrameError& error) {
  failed_ = error;
  input_ = {};
  return std::unexpected(error);
}

std::uint64_t FrameDecoder::bytes_missing() const noexcept {
  if (torn_.empty()) return 0;
  if (torn_.size() < header_bytes) return header_bytes - torn_.size();
  return header_bytes + last_length_ - torn_.size();
}

std::expected<void, FrameError> FrameDecoder::end_of_stream() const {
  assert(input_.empty() && "call next_frame() until it has none before asking");
  if (failed_) return std::unexpected(*failed_);
  if (torn_.empty()) return {};
  return std::unexpected(FrameError{.kind = FrameErrorKind::closed_inside_frame,
                                    .offset = frame_start_ + torn_.size(),
                                    .missing = bytes_missing()});
}

}  // namespace shortread
