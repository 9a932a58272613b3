// The tutorial's way to write frames and to read them, line for line.
//
//     msg = f"{len(msg):<{HEADERSIZE}}" + msg
//
//     if new_msg:
//         msglen = int(msg[:HEADERSIZE])
//         new_msg = False
//     full_msg += msg.decode("utf-8")
//     if len(full_msg) - HEADERSIZE == msglen:
//         print(full_msg[HEADERSIZE:])
//         new_msg = True
//         full_msg = ""
//
// It works as long as every recv() brings one piece of one message, the header whole and first.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace fixed_header::tutorial {

inline constexpr std::size_t header_size = 10;

/// Python's len() counts characters: "é" is one.
inline std::string framed(std::string_view message) {
  const auto characters = std::ranges::count_if(
      message, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  std::string header = std::to_string(characters);
  header.resize(header_size, ' ');
  return header + std::string{message};
}

class MessageReader {
 public:
  /// What one recv() gave. Returns a message when the lengths happen to meet.
  std::optional<std::string> take(std::string_view piece) {
    if (is_new_message_) {
      length_ = std::stoi(std::string{piece.substr(0, header_size)});
      is_new_message_ = false;
    }
    received_ += piece;
    if (static_cast<int>(received_.size()) - static_cast<int>(header_size) != length_) {
      return std::nullopt;
    }
    is_new_message_ = true;
    return std::exchange(received_, "").substr(header_size);
  }

 private:
  std::string received_;
  int length_ = 0;
  bool is_new_message_ = true;
};

}  // namespace fixed_header::tutorial
