// raw_client: every byte until the close, however the network cuts them; an end is not a reset.
#include <gtest/gtest.h>
#include <tests/lessons/ended_program.hpp>
#include <tests/lessons/played_stream.hpp>
#include <tests/lessons/process_usage.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

// raw/1.2, raw/1.3
TEST(RawClient, prints_everything_until_the_close) {
  PlayedStream stream{"raw_client"};
  stream.piece("Welcome ").piece("to the ").piece("server!").close();
  stream.expect(0, "Welcome to the server!\n");
}

// raw/1.2
TEST(RawClient, takes_one_byte_at_a_time) {
  PlayedStream stream{"raw_client"};
  stream.bytewise("Welcome to the server!").close();
  stream.expect(0, "Welcome to the server!\n");
}

// raw/1.2
TEST(RawClient, prints_the_same_whatever_it_asks_for) {
  for (const char* const recv : {"1", "2", "3", "5", "16", "1024", "1MiB"}) {
    SCOPED_TRACE(recv);
    PlayedStream stream{"raw_client", {"--recv", recv}};
    stream.piece("née 日本 😀 " + alphabet(200)).close();
    stream.expect(0, "née 日本 😀 " + alphabet(200) + "\n");
  }
}

TEST(RawClient, prints_what_is_there_before_the_close) {
  PlayedStream stream{"raw_client"};
  stream.piece("early");
  EXPECT_TRUE(stream.client().prints("early"));
}

// raw/1.3
TEST(RawClient, an_empty_stream_is_a_clean_end) {
  PlayedStream stream{"raw_client"};
  stream.close().expect(0, "");
}

// raw/1.3
TEST(RawClient, a_reset_is_an_error_that_says_after_how_many_bytes) {
  PlayedStream stream{"raw_client"};
  stream.piece("Welcome").reset();
  EXPECT_EQ(stream.client().exit_code(), 1);
  EXPECT_EQ(stream.client().output(), "Welcome\n");
  EXPECT_TRUE(stream.client().complains("recv 127.0.0.1:"));
  EXPECT_TRUE(stream.client().complains("reset by peer, after 7 bytes"));
}

// header/3.5
TEST(RawClient, prints_nothing_that_a_terminal_obeys) {
  PlayedStream stream{"raw_client", {"--recv", "1"}};
  stream.piece("\x1b[2Jback\\slash\n\xff").piece("\xC3").close();
  stream.expect(0, R"(\x1b[2Jback\\slash\x0a\xff\xc3)"
                   "\n");
}

TEST(RawClient, counts_instead_when_asked) {
  PlayedStream stream{"raw_client", {"--count"}};
  stream.piece(alphabet(5000)).close();
  stream.expect(0, "5000 bytes\n");
}

TEST(RawClient, shows_on_standard_error_what_each_recv_gave) {
  PlayedStream stream{"raw_client", {"--recv", "5"}};
  stream.piece("Welcome").close();
  stream.expect(0, "Welcome\n");
  EXPECT_EQ(stream.client().errors(),
            "raw_client: recv asked for 5, got 5\nraw_client: recv asked for 5, got 2\n");
}

TEST(RawClient, with_nobody_listening_is_not_ready) {
  const std::string port = std::to_string(listen_anywhere().local.port);  // closed again
  const Ended client = run("raw_client", {"--port", port});
  EXPECT_EQ(client.exit_code, 3);
  EXPECT_EQ(client.output, "");
  EXPECT_NE(client.errors.find("connect 127.0.0.1:" + port + ": Connection refused"),
            std::string::npos)
      << client.errors;
}

// raw/1.5: nobody reads its output any more
TEST(RawClient, whose_reader_has_gone_ends_without_a_signal) {
  PlayedStream stream{"raw_client"};
  stream.piece("Welcome ");
  ASSERT_TRUE(stream.client().prints("Welcome "));
  stream.client().close_output();
  stream.send("to the server!");
  EXPECT_EQ(stream.client().exit_code(), 1);
}

// header/3.6
TEST(RawClient, that_waits_uses_no_processor_time) {
  PlayedStream stream{"raw_client"};
  stream.piece("Welcome ");
  EXPECT_LT(processor_time_during(stream.client().pid(), 1s), 100ms);
}

}  // namespace
}  // namespace shortread::tests
