#include <shortread/core/length_header.hpp>

#include <algorithm>
#include <cassert>

namespace shortread {
namespace {

constexpr std::byte space{' '};
constexpr std::byte zero{'0'};
constexpr std::byte nine{'9'};

constexpr bool is_digit(std::byte byte) { return zero <= byte && byte <= nine; }

}  // namespace

Header format_length_header(std::uint64_t payload_bytes) {
  assert(payload_bytes <= payload_bytes_max);
  Header header;
  header.fill(space);
  auto end = header.begin();
  do {
    *end++ = static_cast<std::byte>('0' + payload_bytes % 10);
    payload_bytes /= 10;
  } while (payload_bytes != 0);
  std::reverse(header.begin(), end);
  return header;
}

// Digits, then spaces, nothing else. Python's int() would also take "+5", "1_0" and Arabic digits,
// and two readers that disagree about a length can be made to disagree about where the next message
// starts.
std::optional<std::size_t> first_wrong_byte(ByteView header) {
  if (header.empty()) return std::nullopt;
  const auto digits_end = std::ranges::find_if_not(header, is_digit);
  const auto digits = static_cast<std::size_t>(digits_end - header.begin());
  if (digits == 0) return 0;
  if (digits > 1 && header[0] == zero) return 1;
  const auto wrong = std::find_if(digits_end, header.end(), [](std::byte b) { return b != space; });
  if (wrong == header.end()) return std::nullopt;
  return static_cast<std::size_t>(wrong - header.begin());
}

std::expected<std::uint64_t, std::size_t> length_header::parse_any(HeaderView header) {
  if (const auto wrong = first_wrong_byte(header)) return std::unexpected(*wrong);
  std::uint64_t length = 0;
  for (const std::byte byte : header) {
    if (!is_digit(byte)) break;
    length = length * 10 + static_cast<std::uint64_t>(byte) - '0';
  }
  return length;
}

}  // namespace shortread
