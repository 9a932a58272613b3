#include <tests/bench/frames_workload.hpp>

#include <cstdint>
#include <random>

#include <shortread/core/frame_encoder.hpp>

namespace shortread::bench {
namespace {

void append_binary_frame(Bytes& out, ByteView payload) {
  const auto length = static_cast<std::uint32_t>(payload.size());
  const auto header = std::as_bytes(std::span{&length, 1});
  out.insert(out.end(), header.begin(), header.end());
  out.insert(out.end(), payload.begin(), payload.end());
}

}  // namespace

Workload::Workload(const PayloadSizes& sizes) {
  std::mt19937 random;  // its default seed: every run reads the same stream
  while (framed.size() < 1 * MiB) {
    const std::size_t size = sizes.least + random() % (sizes.most - sizes.least + 1);
    const Bytes payload(size, static_cast<std::byte>(random() % 256));
    append_frame(framed, payload);
    append_binary_frame(binary_framed, payload);
    expected.take(payload);
  }
}

}  // namespace shortread::bench
