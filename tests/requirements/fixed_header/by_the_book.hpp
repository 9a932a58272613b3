// docs/wire.md, chapter Frame, read aloud: a whole stream in, its frames and its error out. Slow,
// plain and without a line of the reference's code, so that both are not wrong the same way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <shortread/core/frame_error.hpp>

namespace requirements::by_the_book {

using shortread::FrameError;
using shortread::FrameErrorKind;

struct Decoded {
  std::vector<std::string> frames;
  std::optional<FrameError> error = std::nullopt;

  bool operator==(const Decoded&) const = default;
};

// header/1.1: one to ten digits, no leading zero (but `0` itself), then spaces.
inline bool a_sender_writes(char next, std::string_view after) {
  const bool digit = std::string_view{"0123456789"}.find(next) != std::string_view::npos;
  if (after.empty()) return digit;
  if (after == "0" || after.back() == ' ') return next == ' ';
  return digit || next == ' ';
}

// header/1.3: the first that no sender writes after the bytes before it.
inline std::optional<std::size_t> wrong_byte(std::string_view header) {
  for (std::size_t at = 0; at < header.size(); ++at) {
    if (!a_sender_writes(header[at], header.substr(0, at))) return at;
  }
  return std::nullopt;
}

inline FrameError malformed(std::uint64_t offset, char wrong) {
  return {.kind = FrameErrorKind::malformed_header,
          .offset = offset,
          .wrong_byte = static_cast<std::byte>(wrong)};
}

inline FrameError over_limit(std::uint64_t offset, std::uint64_t announced, std::uint64_t limit) {
  return {
      .kind = FrameErrorKind::over_limit, .offset = offset, .announced = announced, .limit = limit};
}

inline FrameError closed_inside(std::uint64_t offset, std::uint64_t missing) {
  return {.kind = FrameErrorKind::closed_inside_frame, .offset = offset, .missing = missing};
}

/// What comes of a stream that ends here.
inline Decoded decode(std::string_view stream, std::uint64_t limit) {
  Decoded decoded;
  for (std::size_t at = 0; at < stream.size() && !decoded.error;) {
    const std::string header{stream.substr(at, 10)};
    if (const auto wrong = wrong_byte(header)) {
      decoded.error = malformed(at + *wrong, header[*wrong]);
    } else if (header.size() < 10) {
      decoded.error = closed_inside(stream.size(), 10 - header.size());
    } else if (const auto length = std::stoull(header); length > limit) {
      decoded.error = over_limit(at, length, limit);
    } else if (const auto payload = stream.substr(at + 10, length); payload.size() < length) {
      decoded.error = closed_inside(stream.size(), length - payload.size());
    } else {
      decoded.frames.emplace_back(payload);
      at += 10 + length;
    }
  }
  return decoded;
}

/// header/1.1, header/1.5: what a sender writes for this payload.
inline std::string frame(std::string_view payload) {
  std::string digits;
  for (std::size_t rest = payload.size(); rest > 0 || digits.empty(); rest /= 10) {
    digits.insert(digits.begin(), static_cast<char>('0' + rest % 10));
  }
  while (digits.size() < 10) digits += ' ';
  return digits + std::string{payload};
}

}  // namespace requirements::by_the_book
