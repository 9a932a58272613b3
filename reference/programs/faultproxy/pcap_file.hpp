// A capture of what was passed on, for Wireshark and tcpdump: each write is one packet.
#pragma once

#include <cstdint>
#include <expected>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>

#include <shortread/core/bytes.hpp>
#include <shortread/net/endpoint.hpp>

namespace faultproxy {

/// Which end of a connection a packet comes from, and which bytes it is.
struct Segment {
  shortread::Endpoint from;
  shortread::Endpoint to;
  std::uint64_t offset;        ///< in the stream of `from`
  std::uint64_t acknowledged;  ///< bytes of the other direction passed so far
  shortread::ByteView bytes;
  enum class Flag : std::uint8_t { data, end, reset } flag;
};

/// The packets' IP and TCP headers are made up around the real bytes, addresses and times: both
/// directions as seen on the client's side of the proxy. Format: pcap 2.4, LINKTYPE_RAW (101).
class PcapFile {
 public:
  /// Nothing where the file cannot be written.
  [[nodiscard]] static std::unique_ptr<PcapFile> create(const std::string& path);

  /// Written through at once. A write larger than an IP packet becomes several. Any thread may
  /// call.
  void write(const Segment& segment);

 private:
  explicit PcapFile(std::ofstream file) : file_{std::move(file)} {}

  std::mutex mutex_;
  std::ofstream file_;
};

/// One packet, IP header first. Requires: at most 60,000 bytes; numeric addresses of one family.
[[nodiscard]] shortread::Bytes packet(const Segment& segment);

}  // namespace faultproxy
