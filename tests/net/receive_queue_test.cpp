// Has the peer read what we sent? From the text of the kernel's table, and from real sockets.
#include <shortread/net/receive_queue.hpp>

#include <gtest/gtest.h>
#include <tests/net/loopback.hpp>

namespace shortread::tests {
namespace {

const std::string head =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout "
    "inode\n";

/// A row as Linux writes it.
std::string row(std::string_view local, std::string_view remote, std::string_view queues) {
  return "   1: " + std::string{local} + " " + std::string{remote} + " 01 " + std::string{queues} +
         " 00:00000000 00000000     0        0 31178 1 0000000000000000 20 4 30 10 -1\n";
}

const std::string here = "0100007F:04D2", there = "0100007F:A3F0";

std::optional<std::uint64_t> rx_queue(std::string_view table) {
  return rx_queue_in_table(table, here, there);
}

TEST(ReceiveQueueTable, the_second_number_of_the_row_is_hexadecimal) {
  EXPECT_EQ(rx_queue(head + row(here, there, "00000000:0000001E")), 30U);
  EXPECT_EQ(rx_queue(head + row(here, there, "0000FFFF:00000000")), 0U);
  EXPECT_EQ(rx_queue(head + row(here, there, "00000000:FFFFFFFF")), 4'294'967'295U);
}

TEST(ReceiveQueueTable, only_the_row_of_both_addresses_counts) {
  const std::string others = head + row(there, here, "00000000:00000007") +
                             row(here, "00000000:0000", "00000000:00000008") +
                             row("0100007F:04D3", there, "00000000:00000009");
  EXPECT_EQ(rx_queue(others), std::nullopt);
  EXPECT_EQ(rx_queue(others + row(here, there, "00000000:00000005")), 5U);
}

TEST(ReceiveQueueTable, addresses_of_ipv6_are_four_words) {
  const std::string local = "00000000000000000000000001000000:04D2";
  const std::string remote = "00000000000000000000000001000000:A3F0";
  const std::string table = head + row(local, remote, "00000000:00000010");
  EXPECT_EQ(rx_queue_in_table(table, local, remote), 16U);
  EXPECT_EQ(rx_queue_in_table(table, remote, local), std::nullopt);
}

TEST(ReceiveQueueTable, a_last_line_without_a_newline_counts) {
  std::string table = head + row(here, there, "00000000:00000005");
  table.pop_back();
  EXPECT_EQ(rx_queue(table), 5U);
}

TEST(ReceiveQueueTable, a_text_that_is_no_table_has_no_answer) {
  for (const std::string& text :
       {std::string{}, std::string{"\n"}, std::string{"\n\n\n"}, std::string(5000, ' '),
        std::string(5000, '\n'), std::string(100, '\0'), head, head + head, here + " " + there}) {
    EXPECT_EQ(rx_queue(text), std::nullopt) << text;
  }
}

TEST(ReceiveQueueTable, a_row_with_a_bad_queue_has_no_answer) {
  for (const std::string_view queues :
       {":", "0:", "00000000", "00000000:xyz", "00000000:-1", "00000000:+5", "00000000:5:6",
        "00000000:0x5", "00000000:11111111111111111"}) {
    EXPECT_EQ(rx_queue(row(here, there, queues)), std::nullopt) << queues;
  }
}

TEST(ReceiveQueueTable, a_row_cut_off_anywhere_has_a_right_answer_or_none) {
  const std::string whole = row(here, there, "00000000:0000001E");
  const std::size_t last_digit = whole.find("1E") + 2;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const auto found = rx_queue(std::string_view{whole}.substr(0, size));
    const bool has_all_digits = size >= last_digit;
    EXPECT_TRUE(has_all_digits ? found == 30U : !found || *found < 30U) << size;
  }
}

TEST(ReceiveQueueTable, a_table_of_very_many_rows_is_read_to_its_end) {
  std::string table = head;
  for (int i = 0; i < 20'000; ++i) table += row("0100007F:0001", there, "00000000:00000001");
  EXPECT_EQ(rx_queue(table + row(here, there, "00000000:0000002A")), 42U);
}

/// Until the answer is `bytes`, which the kernel may need a moment for.
std::optional<std::uint64_t> settles_at(const Connection& connection, std::uint64_t bytes) {
  auto unread = bytes_unread_by_peer(connection);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (unread != bytes && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::yield();
    unread = bytes_unread_by_peer(connection);
  }
  return unread;
}

void expect_unread_bytes_are_counted(const Connection& sender, const Connection& receiver) {
  EXPECT_EQ(bytes_unread_by_peer(sender), 0U);
  must(send_all(sender, bytes_of("abcdefghij")));
  EXPECT_EQ(settles_at(sender, 10), 10U);
  EXPECT_EQ(bytes_unread_by_peer(receiver), 0U) << "the other direction's";

  std::array<std::byte, 4> room;
  must(receive_some(receiver, room));
  EXPECT_EQ(settles_at(sender, 6), 6U);
  std::array<std::byte, 100> rest;
  must(receive_some(receiver, rest));
  EXPECT_EQ(settles_at(sender, 0), 0U);
}

TEST(ReceiveQueue, what_the_peer_has_not_read_is_counted_in_both_directions) {
  const ConnectedPair pair = connected_pair();
  expect_unread_bytes_are_counted(pair.client, pair.server);
  expect_unread_bytes_are_counted(pair.server, pair.client);
}

TEST(ReceiveQueue, the_same_over_ipv6) {
  if (!has_ipv6_loopback()) GTEST_SKIP() << "no IPv6 here";
  const ConnectedPair pair = connect_through(listen_anywhere("::1"));
  expect_unread_bytes_are_counted(pair.client, pair.server);
  expect_unread_bytes_are_counted(pair.server, pair.client);
}

// The two ends of one connection are in two tables.
TEST(ReceiveQueue, the_same_from_an_ipv4_client_to_a_server_on_every_address) {
  if (!has_ipv6_loopback()) GTEST_SKIP() << "no IPv6 here";
  const Listener listener = listen_anywhere("::");
  Connection client = must(connect_to({.host = "127.0.0.1", .port = listener.local.port}));
  const ConnectedPair pair{std::move(client), must(accept_one(listener))};
  expect_unread_bytes_are_counted(pair.client, pair.server);
  expect_unread_bytes_are_counted(pair.server, pair.client);
}

// Sent, and no moment later: what is still on the way is unread too.
TEST(ReceiveQueue, it_never_says_0_before_the_peer_has_read) {
  const ConnectedPair pair = connected_pair();
  std::array<std::byte, 100> room;
  for (int i = 0; i < 50; ++i) {
    must(send_all(pair.client, bytes_of("abc")));
    for (int again = 0; again < 3; ++again) EXPECT_GE(bytes_unread_by_peer(pair.client), 3U);
    must(receive_some(pair.server, room));
  }
}

TEST(ReceiveQueue, bytes_that_its_queue_has_no_room_for_are_counted) {
  const ConnectedPair pair = connected_pair();
  std::uint64_t sent = 0;
  const std::string text = alphabet(64 * KiB);
  for (;;) {
    const auto count =
        ::send(pair.client.descriptor.number(), text.data(), text.size(), MSG_DONTWAIT);
    if (count < 0) break;
    sent += static_cast<std::uint64_t>(count);
  }
  EXPECT_EQ(settles_at(pair.client, sent), sent);
}

}  // namespace
}  // namespace shortread::tests
