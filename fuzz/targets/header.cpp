// Property: a header is accepted exactly when a sender would have written it so.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include <shortread/core/length_header.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shortread;
  const ByteView bytes{reinterpret_cast<const std::byte*>(data), size};
  if (size < header_bytes) return 0;

  const auto header = bytes.first<header_bytes>();
  const auto length = parse_length_header(header);
  if (!length) {
    if (first_wrong_byte(header) != length.error()) std::abort();
    return 0;
  }
  const Header written = format_length_header(*length);
  if (!std::equal(header.begin(), header.end(), written.begin())) std::abort();
  return 0;
}
