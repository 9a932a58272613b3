// What a client of header_server reads, taken apart without the reference's decoder.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <tests/lessons/played_stream.hpp>

namespace shortread::tests {

/// Reads one frame, asking for exactly the bytes that are due.
inline std::string next_message(const Connection& server) {
  const auto exactly = [&](std::size_t count) {
    std::string bytes;
    while (bytes.size() < count) {
      std::vector<std::byte> room(count - bytes.size());
      const ByteView piece = must(receive_some(server, room));
      if (piece.empty()) throw std::runtime_error("closed inside a frame: " + bytes);
      bytes += text_of(piece);
    }
    return bytes;
  };
  const std::string header = exactly(10);
  std::string payload = exactly(std::stoul(header));
  EXPECT_EQ(frame(payload).substr(0, 10), header);
  return payload;
}

/// Splits what came until the close; the header must be the one a sender writes.
inline std::vector<std::string> messages_until_closed(const Connection& server) {
  const std::string stream = received_until_closed(server);
  std::vector<std::string> messages;
  for (std::size_t at = 0; at < stream.size();) {
    const std::string payload = stream.substr(at + 10, std::stoul(stream.substr(at, 10)));
    EXPECT_EQ(stream.substr(at, 10 + payload.size()), frame(payload));
    at += 10 + payload.size();
    messages.push_back(payload);
  }
  return messages;
}

/// "The time is " and the seconds since 1970, as they may be today.
inline bool tells_the_time(const std::string& message) {
  constexpr std::string_view start = "The time is ";
  if (!message.starts_with(start)) return false;
  const std::string digits = message.substr(start.size());
  return digits.size() == 10 && digits.find_first_not_of("0123456789") == std::string::npos;
}

inline void expect_greeting_and_times(const std::vector<std::string>& messages, std::size_t count) {
  ASSERT_EQ(messages.size(), count);
  EXPECT_EQ(messages.front(), "Welcome to the server!");
  for (std::size_t i = 1; i < count; ++i) EXPECT_TRUE(tells_the_time(messages[i])) << messages[i];
}

}  // namespace shortread::tests
