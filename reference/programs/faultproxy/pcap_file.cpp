#include "pcap_file.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace faultproxy {
namespace {

using shortread::Bytes;
using shortread::ByteView;
using shortread::Endpoint;

constexpr std::size_t packet_payload_max = 60'000;
constexpr unsigned tcp_protocol = 6;
constexpr unsigned tcp_header_bytes = 20;

void append_big_endian(Bytes& out, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<std::byte>(value >> (8 * i)));
}

void append_native(Bytes& out, std::uint32_t value) {
  const ByteView bytes = std::as_bytes(std::span{&value, 1});
  out.insert(out.end(), bytes.begin(), bytes.end());
}

void append(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

// 4 bytes for IPv4, 16 for IPv6 (without the scope a link-local address may name).
Bytes address_of(const Endpoint& endpoint) {
  const std::string host = endpoint.host.substr(0, endpoint.host.find('%'));
  Bytes address(16);
  if (::inet_pton(AF_INET6, host.c_str(), address.data()) == 1) return address;
  address.resize(4);
  ::inet_pton(AF_INET, host.c_str(), address.data());
  return address;
}

// The Internet checksum: ones' complement of the sum of 16-bit words (RFC 1071).
std::uint16_t checksum(ByteView bytes) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    sum += static_cast<std::uint32_t>(bytes[i]) << (i % 2 == 0 ? 8U : 0U);
  }
  while (sum > 0xFFFF) sum = (sum & 0xFFFFU) + (sum >> 16U);
  return static_cast<std::uint16_t>(~sum);
}

void put_big_endian(Bytes& bytes, std::size_t at, std::uint16_t value) {
  bytes[at] = static_cast<std::byte>(value >> 8U);
  bytes[at + 1] = static_cast<std::byte>(value & 0xFFU);
}

unsigned flags(Segment::Flag flag) {
  constexpr unsigned fin = 0x01, rst = 0x04, psh = 0x08, ack = 0x10;
  switch (flag) {
    case Segment::Flag::data:
      return psh | ack;
    case Segment::Flag::end:
      return fin | ack;
    case Segment::Flag::reset:
      return rst | ack;
  }
  std::unreachable();
}

// Sequence numbers count from 1, as if a handshake had used up 0.
Bytes tcp_segment(const Segment& segment, ByteView from, ByteView to) {
  Bytes tcp;
  append_big_endian(tcp, segment.from.port, 2);
  append_big_endian(tcp, segment.to.port, 2);
  append_big_endian(tcp, (segment.offset + 1) & 0xFFFFFFFFU, 4);
  append_big_endian(tcp, (segment.acknowledged + 1) & 0xFFFFFFFFU, 4);
  append_big_endian(tcp, (tcp_header_bytes / 4) << 4U, 1);
  append_big_endian(tcp, flags(segment.flag), 1);
  append_big_endian(tcp, 0xFFFF, 2);  // window
  append_big_endian(tcp, 0, 4);       // checksum, filled in below; urgent pointer
  append(tcp, segment.bytes);

  Bytes summed;  // the pseudo-header of RFC 9293 3.1, then the segment
  append(summed, from);
  append(summed, to);
  append_big_endian(summed, tcp.size(), 4);
  append_big_endian(summed, tcp_protocol, 4);
  append(summed, tcp);
  put_big_endian(tcp, 16, checksum(summed));
  return tcp;
}

Bytes ipv4_header(std::size_t payload_bytes, ByteView from, ByteView to) {
  Bytes ip;
  append_big_endian(ip, 0x4500, 2);  // version 4, five words
  append_big_endian(ip, 20 + payload_bytes, 2);
  append_big_endian(ip, 0x00004000, 4);  // not to be fragmented
  append_big_endian(ip, 64, 1);
  append_big_endian(ip, tcp_protocol, 1);
  append_big_endian(ip, 0, 2);
  append(ip, from);
  append(ip, to);
  put_big_endian(ip, 10, checksum(ip));
  return ip;
}

Bytes ipv6_header(std::size_t payload_bytes, ByteView from, ByteView to) {
  Bytes ip;
  append_big_endian(ip, 0x60000000, 4);
  append_big_endian(ip, payload_bytes, 2);
  append_big_endian(ip, tcp_protocol, 1);
  append_big_endian(ip, 64, 1);
  append(ip, from);
  append(ip, to);
  return ip;
}

Bytes file_header() {
  Bytes header;
  append_native(header, 0xA1B2C3D4);      // times in microseconds, numbers as this machine's
  append_native(header, 4U << 16U | 2U);  // version 2.4 in two halves
  for (int i = 0; i < 2; ++i) append_native(header, 0);
  append_native(header, 65'535);  // no packet is longer
  append_native(header, 101);     // LINKTYPE_RAW: an IP header comes first
  return header;
}

void write_to(std::ofstream& file, ByteView bytes) {
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

void write_record(std::ofstream& file, ByteView bytes) {
  using namespace std::chrono;
  const auto now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
  Bytes record;
  append_native(record, static_cast<std::uint32_t>(now / 1'000'000));
  append_native(record, static_cast<std::uint32_t>(now % 1'000'000));
  append_native(record, static_cast<std::uint32_t>(bytes.size()));
  append_native(record, static_cast<std::uint32_t>(bytes.size()));
  append(record, bytes);
  write_to(file, record);
}

}  // namespace

Bytes packet(const Segment& segment) {
  const Bytes from = address_of(segment.from);
  const Bytes to = address_of(segment.to);
  const Bytes tcp = tcp_segment(segment, from, to);
  Bytes whole =
      from.size() == 4 ? ipv4_header(tcp.size(), from, to) : ipv6_header(tcp.size(), from, to);
  append(whole, tcp);
  return whole;
}

std::unique_ptr<PcapFile> PcapFile::create(const std::string& path) {
  std::ofstream file{path, std::ios::binary};
  write_to(file, file_header());
  if (!file.flush()) return nullptr;
  return std::unique_ptr<PcapFile>{new PcapFile{std::move(file)}};
}

void PcapFile::write(const Segment& segment) {
  const std::lock_guard lock{mutex_};
  Segment rest = segment;
  do {
    const std::size_t count = std::min(rest.bytes.size(), packet_payload_max);
    Segment part = rest;
    part.bytes = rest.bytes.first(count);
    write_record(file_, packet(part));
    rest.bytes = rest.bytes.subspan(count);
    rest.offset += count;
  } while (!rest.bytes.empty());
  file_.flush();
}

}  // namespace faultproxy
