// What the frame benchmark reads: about 1 MiB of frames in memory, the same in each format.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <shortread/core/bytes.hpp>

namespace shortread::bench {

/// Payloads of `least` to `most` bytes each.
struct PayloadSizes {
  std::string_view name;
  std::size_t least;
  std::size_t most;
};

/// How many bytes one feed() brings.
struct ChunkSize {
  std::string_view name;
  std::size_t bytes;
};

inline constexpr std::array payload_sizes{
    PayloadSizes{"16 B", 16, 16}, PayloadSizes{"64 B", 64, 64},
    PayloadSizes{"1 KiB", 1 * KiB, 1 * KiB}, PayloadSizes{"64 KiB", 64 * KiB, 64 * KiB},
    PayloadSizes{"1-200 B", 1, 200}};

inline constexpr std::array chunk_sizes{ChunkSize{"16 B", 16}, ChunkSize{"4 KiB", 4 * KiB},
                                        ChunkSize{"64 KiB", 64 * KiB}};

/// What a reader made of the payloads it was given: proof that it found all, and that nobody skips
/// them.
struct Digest {
  std::size_t frames = 0;
  std::size_t bytes = 0;
  std::size_t first_bytes = 0;

  void take(ByteView payload) {
    ++frames;
    bytes += payload.size();
    first_bytes += std::to_integer<std::size_t>(payload.front());
  }

  bool operator==(const Digest&) const = default;
};

struct Workload {
  explicit Workload(const PayloadSizes& sizes);

  Bytes framed;         ///< our format: ten bytes of decimal length before each payload
  Bytes binary_framed;  ///< the same payloads, each after a 4-byte length of this machine's byte
                        ///< order
  Digest expected;      ///< what every reader of either must find
};

}  // namespace shortread::bench
