// Lesson 2 with CPython: our client and their servers, their clients and our server.
#include <gtest/gtest.h>
#include <tests/interop/python_peer.hpp>
#include <tests/lessons/ended_program.hpp>
#include <tests/lessons/fixed_header/messages.hpp>
#include <tests/lessons/server_under_test.hpp>

namespace shortread::tests {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// header/2.1
TEST(HeaderInterop, our_client_shows_what_a_tutorials_server_sends) {
  PythonPeer server{"header_tutorial_server",
                    {"0.05", "Welcome to the server!", "The time is now", "", "bye"}};
  const std::string port = ::shortread::testing::listening_port(server);
  const Ended client = run("header_client", {"--port", port});
  EXPECT_EQ(client.exit_code, 0) << client.errors;
  EXPECT_EQ(client.output, "Welcome to the server!\nThe time is now\n\nbye\n");
  EXPECT_EQ(server.exit_code(), 0) << server.errors();
}

// header/1.5, header/1.3: it counts 22 characters and sends 24 bytes, so that the next header is
// looked for at byte 32, where the text's last two bytes are: " !".
TEST(HeaderInterop, our_client_refuses_a_server_that_counts_characters) {
  PythonPeer server{"header_tutorial_server", {"0", "Entrée du café ferme !", "next"}};
  const std::string port = ::shortread::testing::listening_port(server);
  const Ended client = run("header_client", {"--port", port});
  EXPECT_EQ(client.exit_code, 1);
  EXPECT_EQ(client.output, "Entrée du café ferme\n");
  EXPECT_NE(client.errors.find("malformed header at byte 32: ' '"), std::string::npos)
      << client.errors;
}

class HeaderInteropCuts : public ::testing::TestWithParam<const char*> {};

// header/2.2, header/1.5
TEST_P(HeaderInteropCuts, our_client_shows_what_a_careful_server_sends) {
  const Arguments texts{"née", "", "日本 😀", alphabet(3000), "42        ", " spaces ", "last"};
  Arguments arguments{GetParam()};
  std::string printed;
  for (const std::string& text : texts) {
    arguments.push_back(text);
    printed += text + "\n";
  }
  PythonPeer server{"header_careful_server", arguments};
  const std::string port = ::shortread::testing::listening_port(server);
  const Ended client = run("header_client", {"--port", port});
  EXPECT_EQ(client.exit_code, 0) << client.errors;
  EXPECT_EQ(client.output, printed);
  EXPECT_EQ(server.exit_code(), 0) << server.errors();
}

INSTANTIATE_TEST_SUITE_P(Stream, HeaderInteropCuts,
                         ::testing::Values("whole", "frames", "bytewise", "random:1", "random:2",
                                           "random:3"));

// A good day needs a pause between two frames; at the close the tutorial's client dies anyway.
TEST(HeaderInterop, a_tutorials_client_shows_what_our_server_sends) {
  const ServerUnderTest server{"header_server", {"--every", "0.4", "--count", "3"}};
  PythonPeer client{"header_tutorial_client", {server.port()}};
  EXPECT_EQ(client.exit_code(), 1);
  EXPECT_TRUE(client.complains("ValueError")) << client.errors();
  expect_greeting_and_times(lines_of(client.output()), 3);
}

// header/1.1, header/2.1
TEST(HeaderInterop, a_careful_client_shows_what_our_server_sends) {
  const ServerUnderTest server{"header_server", {"--every", "0.0005", "--count", "300"}};
  for (const char* const seed : {"1", "2", "3"}) {
    PythonPeer client{"header_careful_client", {server.port(), seed}};
    EXPECT_EQ(client.exit_code(), 0) << client.errors();
    expect_greeting_and_times(lines_of(client.output()), 300);
  }
}

}  // namespace
}  // namespace shortread::tests
