// The capture, read back by the formats' own documents: pcap 2.4, RFC 791, RFC 8200, RFC 9293.
#include <shortread/programs/faultproxy/pcap_file.hpp>

#include <cstring>
#include <ctime>
#include <thread>

#include <gtest/gtest.h>
#include <tests/programs/faultproxy/capture_reader.hpp>

namespace faultproxy {
namespace {

using namespace shortread::tests;
using shortread::Bytes;
using shortread::bytes_of;
using shortread::ByteView;
using shortread::text_of;

constexpr auto data = Segment::Flag::data;

Segment ipv4(ByteView bytes, Segment::Flag flag = data) {
  return {.from = {.host = "127.0.0.1", .port = 4000},
          .to = {.host = "10.1.2.3", .port = 51'000},
          .offset = 99,
          .acknowledged = 7,
          .bytes = bytes,
          .flag = flag};
}

Segment ipv6(ByteView bytes, Segment::Flag flag = data) {
  Segment segment = ipv4(bytes, flag);
  segment.from.host = "fe80::1%lo";
  segment.to.host = "::ffff:10.1.2.3";
  return segment;
}

TEST(Packet, an_ipv4_header_has_lengths_addresses_and_a_right_checksum) {
  const Bytes packet = faultproxy::packet(ipv4(bytes_of("hello")));
  ASSERT_EQ(packet.size(), 20U + 20 + 5);
  EXPECT_EQ(number(packet, 0, 1), 0x45U);
  EXPECT_EQ(number(packet, 2, 2), packet.size());
  EXPECT_EQ(number(packet, 6, 2), 0x4000U) << "not to be fragmented, and no fragment";
  EXPECT_EQ(number(packet, 9, 1), 6U) << "TCP";
  EXPECT_EQ(number(packet, 12, 4), 0x7F000001U);
  EXPECT_EQ(number(packet, 16, 4), 0x0A010203U);
  EXPECT_EQ(ones_complement_sum(ByteView{packet}.first(20)), 0xFFFFU);
}

TEST(Packet, an_ipv6_header_has_its_length_and_addresses_without_the_scope) {
  const Bytes packet = faultproxy::packet(ipv6(bytes_of("hello")));
  ASSERT_EQ(packet.size(), 40U + 20 + 5);
  EXPECT_EQ(number(packet, 0, 4), 0x60000000U);
  EXPECT_EQ(number(packet, 4, 2), 25U) << "what follows this header";
  EXPECT_EQ(number(packet, 6, 1), 6U) << "TCP";
  EXPECT_EQ(number(packet, 8, 8), 0xFE80000000000000U);
  EXPECT_EQ(number(packet, 16, 8), 1U);
  EXPECT_EQ(number(packet, 24, 8), 0U);
  EXPECT_EQ(number(packet, 32, 8), 0x0000FFFF0A010203U);
}

TEST(Packet, the_tcp_header_has_ports_numbers_and_the_bytes_behind_it) {
  for (const Segment& segment : {ipv4(bytes_of("hello")), ipv6(bytes_of("hello"))}) {
    const Bytes packet = faultproxy::packet(segment);
    const ByteView tcp = tcp_of(packet);
    EXPECT_EQ(number(tcp, 0, 2), 4000U);
    EXPECT_EQ(number(tcp, 2, 2), 51'000U);
    EXPECT_EQ(number(tcp, 4, 4), 100U) << "the stream's first byte has number 1";
    EXPECT_EQ(number(tcp, 8, 4), 8U);
    EXPECT_EQ(number(tcp, 12, 1), 0x50U) << "five words";
    EXPECT_EQ(text_of(tcp.subspan(20)), "hello");
  }
}

TEST(Packet, sequence_numbers_wrap_at_32_bits) {
  Segment segment = ipv4(bytes_of("x"));
  segment.offset = (std::uint64_t{1} << 32U) + 5;
  segment.acknowledged = (std::uint64_t{1} << 32U) - 1;
  const Bytes packet = faultproxy::packet(segment);
  EXPECT_EQ(number(tcp_of(packet), 4, 4), 6U);
  EXPECT_EQ(number(tcp_of(packet), 8, 4), 0U);
}

TEST(Packet, the_flags_are_those_of_data_an_end_and_a_reset) {
  const auto flags = [](const Segment& segment) {
    const Bytes packet = faultproxy::packet(segment);
    return number(tcp_of(packet), 13, 1);
  };
  EXPECT_EQ(flags(ipv4(bytes_of("x"))), 0x18U) << "PSH ACK";
  EXPECT_EQ(flags(ipv4({}, Segment::Flag::end)), 0x11U) << "FIN ACK";
  EXPECT_EQ(flags(ipv4({}, Segment::Flag::reset)), 0x14U) << "RST ACK";
}

// A receiver adds up all words, the checksum among them: 0xFFFF, or it drops the segment.
TEST(Packet, every_checksum_adds_up_for_odd_even_and_extreme_bytes) {
  for (const std::size_t size : {0U, 1U, 2U, 3U, 1459U, 1460U, 60'000U}) {
    for (const unsigned value : {0x00U, 0x01U, 0x7FU, 0xFFU}) {
      const Bytes bytes(size, static_cast<std::byte>(value));
      for (const Segment& segment : {ipv4(bytes), ipv6(bytes)}) {
        EXPECT_EQ(tcp_checksum_sum(packet(segment)), 0xFFFFU) << size << " bytes of " << value;
      }
    }
  }
}

class PcapFileTest : public ::testing::Test {
 protected:
  Capture capture() { return read_capture(file_.path()); }
  TemporaryFile file_;
};

TEST_F(PcapFileTest, a_new_file_is_the_header_alone) {
  ASSERT_NE(PcapFile::create(file_.path()), nullptr);
  const Bytes all = contents(file_.path());
  ASSERT_EQ(all.size(), 24U);
  EXPECT_EQ(native(all, 0), 0xA1B2C3D4U);
  std::uint16_t major = 0, minor = 0;
  std::memcpy(&major, all.data() + 4, 2);
  std::memcpy(&minor, all.data() + 6, 2);
  EXPECT_EQ(major, 2U);
  EXPECT_EQ(minor, 4U);
  EXPECT_EQ(native(all, 8), 0U);
  EXPECT_EQ(native(all, 12), 0U);
  EXPECT_EQ(native(all, 16), 65'535U);
  EXPECT_EQ(native(all, 20), 101U) << "LINKTYPE_RAW";
}

TEST_F(PcapFileTest, where_no_file_can_be_written_there_is_none) {
  EXPECT_EQ(PcapFile::create(file_.path() + "/nowhere"), nullptr);
  EXPECT_EQ(PcapFile::create("/dev/full"), nullptr);
}

TEST_F(PcapFileTest, a_write_is_one_record_and_in_the_file_at_once) {
  const auto file = PcapFile::create(file_.path());
  const auto before = std::time(nullptr);
  file->write(ipv4(bytes_of("hello")));
  const Capture one = capture();
  ASSERT_EQ(one.packets.size(), 1U);
  EXPECT_EQ(one.packets[0].bytes, packet(ipv4(bytes_of("hello"))));
  EXPECT_GE(one.packets[0].seconds, static_cast<std::uint64_t>(before));
  EXPECT_LE(one.packets[0].seconds, static_cast<std::uint64_t>(std::time(nullptr)));
  EXPECT_LT(one.packets[0].microseconds, 1'000'000U);

  file->write(ipv4({}, Segment::Flag::end));
  EXPECT_EQ(capture().packets.size(), 2U) << "an end without bytes is a packet too";
}

TEST_F(PcapFileTest, a_write_larger_than_a_packet_becomes_several_that_join_up) {
  Bytes bytes(150'001);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(i * 31 % 251);
  PcapFile::create(file_.path())->write(ipv6(bytes));

  const Capture large = capture();
  ASSERT_EQ(large.packets.size(), 3U);
  Bytes joined;
  for (const CapturedPacket& packet : large.packets) {
    EXPECT_LE(packet.bytes.size(), 65'535U);
    EXPECT_EQ(tcp_checksum_sum(packet.bytes), 0xFFFFU);
    EXPECT_EQ(number(tcp_of(packet.bytes), 4, 4), 100 + joined.size());
    const ByteView part = tcp_of(packet.bytes).subspan(20);
    joined.insert(joined.end(), part.begin(), part.end());
  }
  EXPECT_TRUE(joined == bytes);
}

TEST_F(PcapFileTest, a_write_of_exactly_60000_bytes_is_one_packet) {
  const Bytes bytes(60'001);
  PcapFile::create(file_.path())->write(ipv4(ByteView{bytes}.first(60'000)));
  EXPECT_EQ(capture().packets.size(), 1U);
  PcapFile::create(file_.path())->write(ipv4(bytes));
  EXPECT_EQ(capture().packets.size(), 2U) << "and a file that was there is begun anew";
}

TEST_F(PcapFileTest, records_of_many_threads_do_not_mix) {
  const auto file = PcapFile::create(file_.path());
  {
    std::vector<std::jthread> writers;
    for (int i = 0; i < 4; ++i) {
      writers.emplace_back([&file] {
        for (int n = 0; n < 50; ++n) file->write(ipv4(bytes_of("hello")));
      });
    }
  }
  const Capture many = capture();
  ASSERT_EQ(many.packets.size(), 200U);
  for (const CapturedPacket& one : many.packets) {
    EXPECT_EQ(one.bytes, packet(ipv4(bytes_of("hello"))));
  }
}

}  // namespace
}  // namespace faultproxy
