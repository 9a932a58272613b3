// Reads a pcap file and its packets back, written from the formats and not from the writer.
#pragma once

#include <unistd.h>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/core/bytes.hpp>

namespace shortread::tests {

/// An empty file of its own, gone when the test is.
class TemporaryFile {
 public:
  TemporaryFile() : path_{::testing::TempDir() + "shortread_pcap_XXXXXX"} {
    const int fd = ::mkstemp(path_.data());
    EXPECT_GE(fd, 0) << path_;
    ::close(fd);
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline Bytes contents(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const ByteView bytes = bytes_of(text);
  return {bytes.begin(), bytes.end()};
}

/// The `size` bytes from `at` on as a number in network order; 0 where there are not so many.
inline std::uint64_t number(ByteView bytes, std::size_t at, std::size_t size) {
  if (bytes.size() < at + size) {
    ADD_FAILURE() << "no byte " << at + size;
    return 0;
  }
  std::uint64_t value = 0;
  for (const std::byte byte : bytes.subspan(at, size)) {
    value = value << 8U | std::to_integer<std::uint64_t>(byte);
  }
  return value;
}

/// A number of a pcap file, which has this machine's byte order.
inline std::uint32_t native(ByteView bytes, std::size_t at) {
  std::uint32_t value = 0;
  if (bytes.size() >= at + 4) std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

struct CapturedPacket {
  std::uint32_t seconds;
  std::uint32_t microseconds;
  Bytes bytes;
};

struct Capture {
  std::vector<CapturedPacket> packets;
  bool is_whole = false;  ///< no record is cut off
};

inline Capture read_capture(const std::string& path) {
  constexpr std::size_t file_header = 24, record_header = 16;
  const Bytes all = contents(path);
  Capture capture;
  std::size_t at = file_header;
  while (at + record_header <= all.size()) {
    const std::uint32_t size = native(all, at + 8);
    EXPECT_EQ(native(all, at + 12), size) << "captured whole";
    const ByteView rest = ByteView{all}.subspan(at + record_header);
    if (rest.size() < size) break;
    const ByteView packet = rest.first(size);
    capture.packets.push_back(
        {native(all, at), native(all, at + 4), Bytes(packet.begin(), packet.end())});
    at += record_header + size;
  }
  capture.is_whole = at == all.size();
  return capture;
}

inline bool is_ipv4(ByteView packet) { return number(packet, 0, 1) >> 4U == 4; }

/// The TCP header and what it carries; valid as long as `packet`.
inline ByteView tcp_of(ByteView packet) { return packet.subspan(is_ipv4(packet) ? 20 : 40); }

inline std::uint32_t ones_complement_sum(ByteView bytes) {
  std::uint64_t sum = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    const bool is_last_odd = at + 1 == bytes.size();
    sum += is_last_odd ? number(bytes, at, 1) << 8U : number(bytes, at, 2);
  }
  while (sum > 0xFFFF) sum = (sum & 0xFFFFU) + (sum >> 16U);
  return static_cast<std::uint32_t>(sum);
}

/// What a receiver adds up: the pseudo-header and the segment, its checksum included.
inline std::uint32_t tcp_checksum_sum(ByteView packet) {
  const ByteView addresses = is_ipv4(packet) ? packet.subspan(12, 8) : packet.subspan(8, 32);
  const ByteView tcp = tcp_of(packet);
  Bytes all{addresses.begin(), addresses.end()};
  for (const int shift : {24, 16, 8, 0}) all.push_back(static_cast<std::byte>(tcp.size() >> shift));
  for (const int value : {0, 0, 0, 6}) all.push_back(static_cast<std::byte>(value));
  all.insert(all.end(), tcp.begin(), tcp.end());
  return ones_complement_sum(all);
}

}  // namespace shortread::tests
