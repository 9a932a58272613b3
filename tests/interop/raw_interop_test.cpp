// Lesson 1 with CPython: our client and their server, their clients and our server.
#include <gtest/gtest.h>
#include <tests/interop/python_peer.hpp>
#include <tests/lessons/ended_program.hpp>
#include <tests/lessons/server_under_test.hpp>

namespace shortread::tests {
namespace {

// raw/1.2, raw/1.3
TEST(RawInterop, our_client_reads_what_a_tutorials_server_sends) {
  const std::string text = "Welcome to the café, naïve 日本";
  PythonPeer server{"raw_tutorial_server", {text, "2"}};
  const std::string port = ::shortread::testing::listening_port(server);
  for (const char* const recv : {"1", "1024"}) {
    const Ended client = run("raw_client", {"--port", port, "--recv", recv});
    EXPECT_EQ(client.exit_code, 0) << client.errors;
    EXPECT_EQ(client.output, text + "\n");
  }
  EXPECT_EQ(server.exit_code(), 0) << server.errors();
}

TEST(RawInterop, a_tutorials_client_reads_what_our_server_sends) {
  const ServerUnderTest server{"raw_server", {"--text", "née 日本"}};
  PythonPeer client{"raw_tutorial_client", {server.port()}};
  EXPECT_EQ(client.exit_code(), 0) << client.errors();
  EXPECT_EQ(client.output(), "née 日本\n");
}

// raw/1.1: the digest of 4,194,304 letters of the alphabet is Python's, over the same bytes
TEST(RawInterop, a_careful_client_gets_every_byte_of_our_server) {
  const ServerUnderTest server{"raw_server", {"--bytes", "4MiB"}};
  PythonPeer client{"raw_careful_client", {server.port()}};
  EXPECT_EQ(client.exit_code(), 0) << client.errors();
  EXPECT_EQ(client.output(),
            "4194304 f2bcbf4281cc30e36ce6b7d49fabf4da570e03c0bb03ab5609f27a4955d9f248\n");
}

}  // namespace
}  // namespace shortread::tests
