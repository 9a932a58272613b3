// What people see: exact blocks, 80 columns, and no byte that a terminal would obey.
#include <algorithm>

#include <gtest/gtest.h>
#include <shortread/programs/faultproxy/trace.hpp>

namespace faultproxy {
namespace {

using shortread::bytes_of;

constexpr std::chrono::milliseconds delay{200};
constexpr auto down = Direction::server_to_client;
constexpr auto up = Direction::client_to_server;

/// The first piece of a stream, as a lane shows it.
Event received(std::string_view piece, std::uint64_t offset = 0) {
  FrameView view;
  auto parts = view.read(bytes_of(piece));
  return {1, down, Received{offset, bytes_of(piece), std::move(parts), view.state()}};
}

std::string text(const Event& event, bool is_full = false) {
  return text_of_event(event, is_full, delay);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string all_byte_values() {
  std::string bytes(256, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i);
  return bytes;
}

TEST(TextTrace, a_recv_shows_header_payload_border_and_the_decoder) {
  EXPECT_EQ(text(received("5         hello3  ")),
            "#1 server > client  recv 18 at byte 0\n"
            "  header   35 20 20 20 20 20 20 20 20 20                   |5         |\n"
            "  payload  68 65 6c 6c 6f                                  |hello|\n"
            "  ------- the frame ends here\n"
            "  header   33 20 20                                        |3  |\n"
            "  decoder  header 3 of 10\n");
}

TEST(TextTrace, an_empty_frame_ends_after_its_header) {
  EXPECT_EQ(text(received("0         ")),
            "#1 server > client  recv 10 at byte 0\n"
            "  header   30 20 20 20 20 20 20 20 20 20                   |0         |\n"
            "  ------- the frame ends here\n"
            "  decoder  between frames\n");
}

TEST(TextTrace, what_is_no_frame_is_raw_and_control_bytes_are_dots) {
  EXPECT_EQ(text(received("\x1b[2J\x07 caf\xC3\xA9 ~\x7f\r\n!", 7)),
            "#1 server > client  recv 17 at byte 7\n"
            "  raw      1b 5b 32 4a 07 20 63 61 66 c3 a9 20 7e 7f 0d 0a |.[2J. caf.. ~...|\n"
            "           21                                              |!|\n"
            "  decoder  not frames since byte 0\n");
}

TEST(TextTrace, of_a_long_part_64_bytes_are_shown_unless_all_are_asked_for) {
  const std::string stream = "80        " + std::string(80, 'z');
  const std::string row = "7a 7a 7a 7a 7a 7a 7a 7a 7a 7a 7a 7a 7a 7a 7a 7a |zzzzzzzzzzzzzzzz|\n";
  const std::string head =
      "#1 server > client  recv 90 at byte 0\n"
      "  header   38 30 20 20 20 20 20 20 20 20                   |80        |\n";
  const std::string tail = "  ------- the frame ends here\n  decoder  between frames\n";
  const std::string next = "           " + row;
  EXPECT_EQ(text(received(stream)), head + "  payload  " + row + next + next + next +
                                        "           ... 16 more (--full)\n" + tail);
  EXPECT_EQ(text(received(stream), true),
            head + "  payload  " + row + next + next + next + next + tail);
}

TEST(TextTrace, a_part_of_exactly_64_bytes_is_shown_whole) {
  const std::string shown = text(received("64        " + std::string(64, 'z')));
  EXPECT_FALSE(shown.contains("more")) << shown;
  EXPECT_EQ(lines_of(shown).size(), 1U + 1 + 4 + 1 + 1);
}

TEST(TextTrace, an_opened_connection_names_both_addresses) {
  EXPECT_EQ(text({3, up, Opened{"127.0.0.1:40000", "localhost:1234"}}),
            "#3 127.0.0.1:40000 connected, passed on to localhost:1234\n");
}

TEST(TextTrace, a_damaged_byte_is_shown_as_it_was_and_is) {
  EXPECT_EQ(text({1, down, Damaged{12, std::byte{0x35}, std::byte{0x34}}}),
            "#1 server > client  byte 12 was 35, is now 34\n");
}

TEST(TextTrace, what_was_passed_on_says_how_the_cut_was_kept) {
  const auto passed = [](std::uint64_t bytes, Gap gap) {
    return text({2, up, Passed{0, bytes, gap}});
  };
  EXPECT_EQ(passed(1, Gap::none), "#2 client > server  passed 1 byte\n");
  EXPECT_EQ(passed(3, Gap::all_read),
            "#2 client > server  passed 3 bytes; the receiver had read everything\n");
  EXPECT_EQ(passed(3, Gap::not_read),
            "#2 client > server  passed 3 bytes; not read after 200 ms\n");
  EXPECT_EQ(passed(3, Gap::not_this_host),
            "#2 client > server  passed 3 bytes; receiver elsewhere, waited 200 ms\n");
}

TEST(TextTrace, an_end_says_why) {
  EXPECT_EQ(text({1, up, Ended{"closed"}}), "#1 client > server  closed\n");
}

TEST(TextTrace, no_byte_reaches_the_terminal_raw) {
  const std::string bytes = all_byte_values();
  for (const std::string& piece : {bytes, "256       " + bytes, "1" + bytes}) {
    for (const char c : text(received(piece), true)) {
      EXPECT_TRUE(c == '\n' || (' ' <= c && c <= '~')) << static_cast<int>(c);
    }
  }
}

TEST(TextTrace, no_line_is_longer_than_80_columns) {
  const std::string bytes = all_byte_values();
  const Received late{9'999'999'999,
                      bytes_of(bytes),
                      {{Part::Kind::raw, bytes_of(bytes), true}},
                      "payload 4999999999 of 9999999999, 5000000000 missing"};
  const std::vector<Event> events{
      {99, up, late},
      {99, up, Opened{"255.255.255.255:65535", "255.255.255.255:65535"}},
      {99, up, Damaged{9'999'999'999, std::byte{1}, std::byte{0}}},
      {99, up, Passed{9'999'999'999, 1'048'576, Gap::all_read}},
      {99, up, Passed{9'999'999'999, 1'048'576, Gap::not_read}},
      {99, up, Passed{9'999'999'999, 1'048'576, Gap::not_this_host}},
      {99, up, Ended{"ended by --half-close; what came after it was dropped"}},
  };
  for (const Event& event : events) {
    for (const bool is_full : {false, true}) {
      for (const std::string& line :
           lines_of(text_of_event(event, is_full, std::chrono::minutes{1}))) {
        EXPECT_LE(line.size(), 80U) << line;
      }
    }
  }
}

}  // namespace
}  // namespace faultproxy
