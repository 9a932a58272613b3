// docs/wire.md, chapter Frame, read aloud: the whole stream in, its frames and its error out.
// Slow, plain and without a line of the reference's code, so that both are not wrong the same way.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tests/support/decoded.hpp>

namespace shortread::tests {

// header/1.1: one to ten digits, no leading zero (but `0` itself), then spaces.
inline bool a_sender_writes(char next, std::string_view after) {
  const bool digit = std::string_view{"0123456789"}.find(next) != std::string_view::npos;
  if (after.empty()) return digit;
  if (after == "0" || after.back() == ' ') return next == ' ';
  return digit || next == ' ';
}

// header/1.3: the first that no sender writes after the bytes before it.
inline std::optional<std::size_t> wrong_by_the_book(std::string_view header) {
  for (std::size_t at = 0; at < header.size(); ++at) {
    if (!a_sender_writes(header[at], header.substr(0, at))) return at;
  }
  return std::nullopt;
}

inline Decoded decode_by_the_book(std::string_view stream, std::uint64_t limit) {
  Decoded decoded;
  for (std::size_t at = 0; at < stream.size() && !decoded.error;) {
    const std::string header{stream.substr(at, 10)};
    if (const auto wrong = wrong_by_the_book(header)) {
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

}  // namespace shortread::tests
