#include <shortread/chat/name.hpp>

#include <utf8/core.h>
#include <utf8/unchecked.h>
#include <cstdint>
#include <cstring>

namespace shortread::chat {
namespace {

// Most messages are ASCII, and those need no second look. Eight bytes at a time: a loop that may
// end at each byte takes a byte at a time, and was 7 % of a busy server's time.
bool is_ascii(std::string_view text) {
  std::uint64_t any = 0;
  for (; text.size() >= sizeof any; text.remove_prefix(sizeof any)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data(), sizeof eight);
    any |= eight;
  }
  for (const char c : text) any |= static_cast<unsigned char>(c);
  return (any & 0x8080808080808080) == 0;
}

bool is_utf8(std::string_view text) {
  return is_ascii(text) || utf8::is_valid(text.begin(), text.end());
}

bool is_control(std::uint32_t character) {
  return character < 0x20 || (0x7F <= character && character <= 0x9F);
}

bool has_control(std::string_view text) {
  for (auto at = text.begin(); at != text.end();) {
    if (is_control(utf8::unchecked::next(at))) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string_view> why_no_name(ByteView name) {
  const std::string_view text = text_of(name);
  if (text.empty()) return "a name has at least one byte";
  if (text.size() > name_bytes_max) return "a name has at most 32 bytes";
  if (!is_utf8(text)) return "a name is UTF-8, and this is not";
  if (has_control(text)) return "a name has no control characters";
  if (text == server_name) return "only the server is called server";
  return std::nullopt;
}

std::optional<std::string_view> why_no_message(ByteView message) {
  if (!is_utf8(text_of(message))) return "a message is UTF-8, and this is not";
  return std::nullopt;
}

}  // namespace shortread::chat
