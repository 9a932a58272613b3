// Lesson 2, the exercise solved, as plainly as it goes.

#include "requirements.hpp"

#include <sys/socket.h>
#include <cerrno>

namespace fixed_header {
namespace {

constexpr std::size_t header_size = 10;

bool is_digit(char c) { return '0' <= c && c <= '9'; }

// Of a header, or of its front part: where is the first byte that no sender writes there?
std::optional<std::size_t> first_wrong_byte(std::string_view header) {
  std::size_t digits = 0;
  while (digits < header.size() && is_digit(header[digits])) ++digits;
  if (digits == 0 && !header.empty()) return 0;
  if (digits > 1 && header[0] == '0') return 1;
  const std::size_t wrong = header.find_first_not_of(' ', digits);
  if (wrong != std::string_view::npos) return wrong;
  return std::nullopt;
}

std::uint64_t announced_length(std::string_view header) {
  std::uint64_t length = 0;
  for (const char c : header) {
    if (is_digit(c)) length = length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return length;
}

}  // namespace

std::string encode_frame(std::string_view payload) {
  std::string frame = std::to_string(payload.size());
  frame.resize(header_size, ' ');
  frame += payload;
  return frame;
}

class FrameReader {
 public:
  explicit FrameReader(std::uint64_t limit) : limit_{limit} {}

  void feed(std::string_view piece) { received_ += piece; }

  std::expected<std::optional<std::string>, FrameError> next_frame() {
    if (failed_) return std::unexpected(*failed_);
    const std::string_view header = std::string_view{received_}.substr(0, header_size);
    if (const auto wrong = first_wrong_byte(header)) {
      return fail({.kind = FrameErrorKind::malformed_header, .offset = frame_start_ + *wrong});
    }
    if (header.size() < header_size) return std::nullopt;
    const std::uint64_t length = announced_length(header);
    if (length > limit_) {
      return fail({.kind = FrameErrorKind::over_limit, .offset = frame_start_});
    }
    if (received_.size() < header_size + length) return std::nullopt;
    return take_frame(length);
  }

  std::expected<void, FrameError> end_of_stream() const {
    if (failed_) return std::unexpected(*failed_);
    if (received_.empty()) return {};
    return std::unexpected(FrameError{.kind = FrameErrorKind::closed_inside_frame,
                                      .offset = frame_start_ + received_.size(),
                                      .missing = bytes_missing()});
  }

 private:
  std::unexpected<FrameError> fail(const FrameError& error) {
    failed_ = error;
    return std::unexpected(error);
  }

  std::string take_frame(std::uint64_t length) {
    std::string payload = received_.substr(header_size, length);
    received_.erase(0, header_size + length);
    frame_start_ += header_size + length;
    return payload;
  }

  std::uint64_t bytes_missing() const {
    if (received_.size() < header_size) return header_size - received_.size();
    return header_size + announced_length(received_.substr(0, header_size)) - received_.size();
  }

  std::uint64_t limit_;
  std::string received_;           // not handed out yet
  std::uint64_t frame_start_ = 0;  // where in the stream received_ begins
  std::optional<FrameError> failed_;
};

Ending receive_frames(int server, std::uint64_t limit, const Show& show) {
  FrameReader reader{limit};
  char room[4096];
  for (;;) {
    const ssize_t received = recv(server, room, sizeof room, 0);
    if (received < 0 && errno == EINTR) continue;
    if (received < 0) return Ending::lost;
    if (received == 0) break;
    reader.feed({room, static_cast<std::size_t>(received)});
    auto frame = reader.next_frame();
    for (; frame && *frame; frame = reader.next_frame()) show(**frame);
    if (!frame) return Ending::refused;
  }
  return reader.end_of_stream() ? Ending::closed : Ending::refused;
}

}  // namespace fixed_header
