// faultproxy --pcap: the capture of a real connection, read while it grows.
#include <algorithm>

#include <gtest/gtest.h>
#include <tests/programs/faultproxy/capture_reader.hpp>
#include <tests/programs/faultproxy/proxy_under_test.hpp>

namespace shortread::tests {
namespace {

constexpr std::uint64_t fin = 0x01, rst = 0x04;

/// Waits until the capture holds so many packets.
Capture capture_of(const std::string& path, std::size_t packets) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  Capture capture = read_capture(path);
  while (capture.packets.size() < packets && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
    capture = read_capture(path);
  }
  return capture;
}

/// What one side sent, put together by sequence numbers as Wireshark does it.
std::string stream_from(const Capture& capture, std::uint16_t port) {
  std::string stream;
  for (const CapturedPacket& packet : capture.packets) {
    const ByteView tcp = tcp_of(packet.bytes);
    if (number(tcp, 0, 2) != port) continue;
    EXPECT_EQ(number(tcp, 4, 4), 1 + stream.size()) << "a hole or an overlap";
    stream += text_of(tcp.subspan(20));
  }
  return stream;
}

auto packets_with(const Capture& capture, std::uint64_t flag) {
  return std::ranges::count_if(capture.packets, [flag](const CapturedPacket& packet) {
    return (number(tcp_of(packet.bytes), 13, 1) & flag) != 0;
  });
}

void expect_a_capture_on(const std::string& host) {
  const TemporaryFile file;
  ProxyUnderTest proxy{{"--pcap", file.path(), "--corrupt", "1"}, host};
  EXPECT_EQ(contents(file.path()).size(), 24U) << "the file header, before any client";
  const auto [client, server] = proxy.connect();
  send_text(server, "hello");
  EXPECT_EQ(one_recv(client), "hdllo");
  EXPECT_EQ(capture_of(file.path(), 1).packets.size(), 1U) << "while the connection is open";

  send_text(client, "and hello to you");
  EXPECT_EQ(one_recv(server), "and hello to you");
  finish_sending(client);
  EXPECT_EQ(one_recv(server), "");
  finish_sending(server);
  EXPECT_EQ(one_recv(client), "");

  const Capture capture = capture_of(file.path(), 4);
  EXPECT_TRUE(capture.is_whole);
  EXPECT_EQ(capture.packets.size(), 4U);
  EXPECT_EQ(packets_with(capture, fin), 2);
  for (const CapturedPacket& packet : capture.packets) {
    EXPECT_EQ(tcp_checksum_sum(packet.bytes), 0xFFFFU);
  }
  EXPECT_EQ(stream_from(capture, parse_endpoint(proxy.address())->port), "hdllo")
      << "what was passed on, from the port that the client connected to";
  EXPECT_EQ(stream_from(capture, local_endpoint(client).port), "and hello to you");
}

TEST(FaultproxyCapture, holds_what_was_passed_on_over_ipv4) { expect_a_capture_on("127.0.0.1"); }

TEST(FaultproxyCapture, holds_what_was_passed_on_over_ipv6) {
  if (!has_ipv6_loopback()) GTEST_SKIP() << "no IPv6 here";
  expect_a_capture_on("::1");
}

TEST(FaultproxyCapture, ends_with_a_reset_where_the_connection_did) {
  const TemporaryFile file;
  ProxyUnderTest proxy{{"--pcap", file.path(), "--reset-after", "3", "--delay", as_long_as_needed}};
  const auto [client, server] = proxy.connect();
  send_text(server, "abcdef");
  EXPECT_EQ(outcome_of(client).bytes, "abc");
  const Capture capture = capture_of(file.path(), 2);
  ASSERT_EQ(capture.packets.size(), 2U);
  EXPECT_EQ(packets_with(capture, rst), 1);
  EXPECT_EQ(packets_with(capture, fin), 0);
  EXPECT_EQ(stream_from(capture, parse_endpoint(proxy.address())->port), "abc");
}

TEST(FaultproxyCapture, a_file_that_cannot_be_written_ends_the_program_with_1) {
  ChildProcess proxy{program("faultproxy"),
                     {"--to", "127.0.0.1:1", "--port", "0", "--pcap", "/nowhere/at/all"}};
  EXPECT_EQ(proxy.exit_code(), 1);
  EXPECT_EQ(proxy.errors(), "faultproxy: --pcap /nowhere/at/all: cannot be written\n");
  EXPECT_EQ(proxy.output(), "");
}

}  // namespace
}  // namespace shortread::tests
