// header_client: how a stream ends decides the exit code, and what is said about it.
#include <gtest/gtest.h>
#include <tests/lessons/ended_program.hpp>
#include <tests/lessons/played_stream.hpp>

namespace shortread::tests {
namespace {

// header/2.5
TEST(HeaderClientEnd, between_frames_is_clean) {
  PlayedStream stream{"header_client"};
  stream.piece(frame("one") + frame("two")).close();
  stream.expect(0, "one\ntwo\n");
  EXPECT_FALSE(stream.client().complains("closed"));
}

// header/2.5
TEST(HeaderClientEnd, before_the_first_frame_is_clean) {
  PlayedStream stream{"header_client"};
  stream.close().expect(0, "");
}

// header/2.5
TEST(HeaderClientEnd, inside_a_payload_says_how_much_was_missing) {
  PlayedStream stream{"header_client"};
  stream.piece(frame("whole") + "22        Welc").close();
  stream.expect(1, "whole\n");
  EXPECT_TRUE(stream.client().complains("closed inside a frame at byte 29: 18 bytes missing"))
      << stream.client().errors();
}

// header/2.5
TEST(HeaderClientEnd, inside_a_header_says_how_much_was_missing) {
  PlayedStream stream{"header_client"};
  stream.piece("22 ").close();
  stream.expect(1, "");
  EXPECT_TRUE(stream.client().complains("closed inside a frame at byte 3: 7 bytes missing"))
      << stream.client().errors();
}

// header/2.5
TEST(HeaderClientEnd, one_byte_before_the_end_is_inside) {
  PlayedStream stream{"header_client"};
  stream.piece("5         hell").close();
  stream.expect(1, "");
  EXPECT_TRUE(stream.client().complains("1 byte missing")) << stream.client().errors();
}

// header/2.5, raw/1.3
TEST(HeaderClientEnd, a_reset_is_an_error_though_no_frame_was_begun) {
  PlayedStream stream{"header_client"};
  stream.piece(frame("one")).reset();
  stream.expect(1, "one\n");
  EXPECT_TRUE(stream.client().complains("recv 127.0.0.1:")) << stream.client().errors();
  EXPECT_TRUE(stream.client().complains("reset by peer")) << stream.client().errors();
}

TEST(HeaderClientEnd, nobody_listening_is_a_machine_that_is_not_ready) {
  const std::string port = std::to_string(listen_anywhere().local.port);  // closed again
  const Ended client = run("header_client", {"--port", port});
  EXPECT_EQ(client.exit_code, 3);
  EXPECT_EQ(client.output, "");
  EXPECT_NE(client.errors.find("connect 127.0.0.1:" + port), std::string::npos) << client.errors;
  EXPECT_NE(client.errors.find("refused"), std::string::npos) << client.errors;
}

// raw/1.5: the same for whoever pipes it into `head`
TEST(HeaderClientEnd, nobody_reading_its_output_ends_it_without_a_signal) {
  PlayedStream stream{"header_client"};
  stream.piece(frame("one"));
  ASSERT_TRUE(stream.client().prints("one\n"));
  stream.client().close_output();
  stream.send(frame("two"));
  EXPECT_EQ(stream.client().exit_code(), 1);
}

TEST(HeaderClientEnd, speaks_ipv6_and_names_too) {
  for (const std::string host : {"::1", "localhost"}) {
    if (host == "::1" && !has_ipv6_loopback()) continue;
    const Listener listener = listen_anywhere(host);
    const std::string port = std::to_string(listener.local.port);
    ChildProcess client{program("header_client"), {"--host", host, "--port", port}};
    must(send_all(must(accept_one(listener)), bytes_of(frame("over " + host))));
    EXPECT_EQ(client.exit_code(), 0) << client.errors();
    EXPECT_EQ(client.output(), "over " + host + "\n");
  }
}

}  // namespace
}  // namespace shortread::tests
