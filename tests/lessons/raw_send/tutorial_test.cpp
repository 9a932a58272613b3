// The tutorial's client of lesson 1: it works on a good day, and fails where the page says.
#include <gtest/gtest.h>
#include <tests/lessons/ended_program.hpp>
#include <tests/lessons/played_stream.hpp>
#include <tests/lessons/server_under_test.hpp>

namespace shortread::tests {
namespace {

TEST(TutorialRawClient, shows_a_short_text_on_a_good_day) {
  const ServerUnderTest server{"raw_server"};
  const Ended client = run("tutorial_raw_client", {"--port", server.port()});
  EXPECT_EQ(client.exit_code, 0);
  EXPECT_EQ(client.output, "Welcome to the server!\n");
}

TEST(TutorialRawClient, takes_the_first_piece_for_the_message) {
  PlayedStream stream{"tutorial_raw_client"};
  stream.piece("Welcome ").send("to the server!").close();
  stream.expect(0, "Welcome \n");
}

// 0 and "all is well", as its page says: the loss is silent.
TEST(TutorialRawClient, loses_most_of_four_megabytes_and_says_nothing) {
  const ServerUnderTest server{"raw_server", {"--bytes", "4MiB"}};
  const Ended client =
      run("tutorial_raw_client", {"--port", server.port(), "--recv", "4MiB", "--count"});
  EXPECT_EQ(client.exit_code, 0);
  EXPECT_TRUE(client.output.ends_with(" bytes\n")) << client.output;
  EXPECT_LT(std::stoul(client.output), 4 * MiB);
  EXPECT_EQ(client.errors, "");
}

TEST(TutorialRawClient, takes_a_reset_for_an_end) {
  PlayedStream stream{"tutorial_raw_client"};
  stream.reset().expect(0, "\n");
}

}  // namespace
}  // namespace shortread::tests
