// header_client: however the network cuts the stream, the same messages come out.
#include <gtest/gtest.h>
#include <tests/lessons/ended_program.hpp>
#include <tests/lessons/played_stream.hpp>

namespace shortread::tests {
namespace {

const std::string welcome = frame("Welcome to the server!");

// header/2.1, header/2.2
TEST(HeaderClientCuts, two_frames_in_one_segment_are_two_messages) {
  PlayedStream stream{"header_client", {"--recv", "1KiB"}};
  stream.piece(welcome + frame("and again")).close();
  stream.expect(0, "Welcome to the server!\nand again\n");
}

// header/2.2
TEST(HeaderClientCuts, a_header_cut_after_its_first_digit_is_one_header) {
  PlayedStream stream{"header_client"};
  stream.piece(welcome.substr(0, 1)).piece(welcome.substr(1)).close();
  stream.expect(0, "Welcome to the server!\n");
}

// header/2.2, header/1.5
TEST(HeaderClientCuts, a_character_across_two_reads_is_one_character) {
  const std::string text = "12345é789";  // its é lies across the 16th byte of the stream
  PlayedStream stream{"header_client", {"--recv", "16"}};
  stream.piece(frame(text)).close();
  stream.expect(0, text + "\n");
}

// header/1.5
TEST(HeaderClientCuts, a_length_counts_bytes_and_not_characters) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "é";
  PlayedStream stream{"header_client"};
  stream.piece("40        " + text + frame("next")).close();
  stream.expect(0, text + "\nnext\n");
}

// header/2.2
TEST(HeaderClientCuts, one_byte_at_a_time_changes_nothing) {
  PlayedStream stream{"header_client"};
  stream.bytewise(welcome + frame("") + frame("née")).close();
  stream.expect(0, "Welcome to the server!\n\nnée\n");
}

// header/2.2
TEST(HeaderClientCuts, every_single_cut_changes_nothing) {
  const std::string text = frame("ab") + frame("") + frame("é");
  for (std::size_t cut = 1; cut < text.size(); ++cut) {
    SCOPED_TRACE(cut);
    PlayedStream stream{"header_client"};
    stream.piece(text.substr(0, cut)).piece(text.substr(cut)).close();
    stream.expect(0, "ab\n\né\n");
    if (HasFailure()) return;
  }
}

// header/2.1: an empty frame is a message, not the end
TEST(HeaderClientCuts, an_empty_frame_is_an_empty_line) {
  PlayedStream stream{"header_client"};
  stream.piece(frame("")).piece(frame("") + frame("after")).close();
  stream.expect(0, "\n\nafter\n");
}

class HeaderClientRecv : public ::testing::TestWithParam<const char*> {};

// header/2.2
TEST_P(HeaderClientRecv, asks_for_any_number_of_bytes_and_prints_the_same) {
  std::string wire;
  std::string printed;
  for (std::size_t length = 0; length < 60; length += 3) {
    const std::string text = alphabet(length) + "é";
    wire += frame(text);
    printed += text + "\n";
  }
  PlayedStream stream{"header_client", {"--recv", GetParam()}};
  stream.piece(wire).close();
  stream.expect(0, printed);
}

INSTANTIATE_TEST_SUITE_P(Bytes, HeaderClientRecv,
                         ::testing::Values("1", "2", "3", "7", "10", "16", "26", "27", "1024",
                                           "65536", "64KiB"));

// header/1.6, header/2.1: a message of exactly the default limit
TEST(HeaderClientCuts, a_large_message_arrives_whole) {
  const Listener listener = listen_anywhere();
  const std::string text = alphabet(1 * MiB);
  ChildProcess client{program("header_client"), {"--port", std::to_string(listener.local.port)}};
  {
    const Connection connection = must(accept_one(listener));
    must(send_all(connection, bytes_of(frame(text) + frame("next"))));
  }
  EXPECT_EQ(client.exit_code(), 0) << client.errors();
  EXPECT_TRUE(client.output() == text + "\nnext\n") << client.output().size() << " bytes";
}

}  // namespace
}  // namespace shortread::tests
