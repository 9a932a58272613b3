// The readers that run side by side. Each call reads the whole workload once and says what it
// found.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

#include <benchmark/benchmark.h>
#include <shortread/core/frame_decoder.hpp>
#include <tests/bench/frames_workload.hpp>

namespace shortread::bench {

template <typename Feed>
void in_chunks(ByteView stream, std::size_t chunk, Feed feed) {
  while (!stream.empty()) {
    const std::size_t size = std::min(chunk, stream.size());
    feed(stream.first(size));
    stream = stream.subspan(size);
  }
}

/// Ours.
class DecoderReader {
 public:
  Digest operator()(const Workload& workload, std::size_t chunk) {
    Digest found;
    in_chunks(workload.framed, chunk, [&](ByteView received) {
      decoder_.feed(received);
      for (auto step = decoder_.next_frame(); step && *step; step = decoder_.next_frame()) {
        found.take(**step);
      }
    });
    return found;
  }

 private:
  FrameDecoder decoder_;
};

/// The least a reader can do: it trusts every length, and no frame may be cut, so it ignores
/// `chunk`.
class BareLoopReader {
 public:
  Digest operator()(const Workload& workload, std::size_t /*chunk*/) {
    Digest found;
    const ByteView stream = workload.binary_framed;
    for (std::size_t at = 0; at < stream.size();) {
      std::uint32_t length = 0;
      std::memcpy(&length, stream.data() + at, sizeof length);
      found.take({stream.data() + at + sizeof length, length});
      at += sizeof length + length;
    }
    return found;
  }
};

/// No reader at all: the bytes move once, as recv() itself must move them. It looks for no frames,
/// so it may claim to have found them.
class MemcpyReader {
 public:
  Digest operator()(const Workload& workload, std::size_t chunk) {
    copy_.resize(chunk);
    in_chunks(workload.framed, chunk, [&](ByteView received) {
      std::memcpy(copy_.data(), received.data(), received.size());
      benchmark::DoNotOptimize(copy_.data());
      benchmark::ClobberMemory();
    });
    return workload.expected;
  }

 private:
  Bytes copy_;
};

/// The obvious way: collect in a string, cut each frame off its front. Every cut moves all that
/// follows.
class NaiveReader {
 public:
  Digest operator()(const Workload& workload, std::size_t chunk) {
    Digest found;
    in_chunks(workload.framed, chunk, [&](ByteView received) {
      buffer_.append(text_of(received));
      while (const auto payload = next_frame()) found.take(bytes_of(*payload));
    });
    return found;
  }

 private:
  std::optional<std::string> next_frame() {
    if (buffer_.size() < header_bytes) return std::nullopt;
    const std::size_t length = std::stoul(buffer_.substr(0, header_bytes));
    if (buffer_.size() < header_bytes + length) return std::nullopt;
    std::string payload = buffer_.substr(header_bytes, length);
    buffer_.erase(0, header_bytes + length);
    return payload;
  }

  std::string buffer_;
};

}  // namespace shortread::bench
