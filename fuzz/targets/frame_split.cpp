// Property: how the network cuts the bytes never changes which frames or which error we see.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

#include <shortread/core/frame_decoder.hpp>

namespace {

using namespace shortread;

struct Seen {
  std::vector<Bytes> frames;
  std::optional<FrameError> error;
  bool operator==(const Seen&) const = default;
};

Seen decode(ByteView wire, std::size_t piece_bytes) {
  FrameDecoder decoder{FrameLimit{64}};
  Seen seen;
  for (std::size_t at = 0; at < wire.size(); at += piece_bytes) {
    const ByteView rest = wire.subspan(at);
    // Its own allocation: a byte read past the piece is one AddressSanitizer sees.
    const Bytes piece{rest.begin(),
                      rest.begin() + std::ptrdiff_t(std::min(piece_bytes, rest.size()))};
    decoder.feed(piece);
    for (auto step = decoder.next_frame(); step && *step; step = decoder.next_frame()) {
      seen.frames.emplace_back((*step)->begin(), (*step)->end());
    }
  }
  if (const auto ended = decoder.end_of_stream(); !ended) seen.error = ended.error();
  return seen;
}

}  // namespace

// The first byte says how long the pieces are, the rest is the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView wire{reinterpret_cast<const std::byte*>(data + 1), size - 1};
  const Seen whole = decode(wire, wire.size() + 1);
  if (decode(wire, 1) != whole || decode(wire, data[0] + 1U) != whole) std::abort();
  return 0;
}
