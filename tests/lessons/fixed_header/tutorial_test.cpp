// The tutorial's programs of lesson 2: they work on a good day, and fail where the page says.
#include <csignal>

#include <gtest/gtest.h>
#include <tests/lessons/fixed_header/messages.hpp>
#include <tests/lessons/played_stream.hpp>
#include <tests/lessons/process_usage.hpp>
#include <tests/lessons/server_under_test.hpp>

namespace shortread::tests {
namespace {

using namespace std::chrono_literals;

constexpr int aborted = 128 + SIGABRT;
const std::string welcome = frame("Welcome to the server!");

// Whatever is sent after it: proof that nothing more will be shown, not only nothing yet.
void expect_deaf(PlayedStream& stream) {
  stream.piece(frame("anybody there?"));
  EXPECT_EQ(stream.client().output(), "");
  EXPECT_EQ(stream.client().exit_code(0ms), std::nullopt) << "it still waits";
}

TEST(TutorialHeaderClient, shows_one_frame_after_the_other_on_a_good_day) {
  PlayedStream stream{"tutorial_header_client"};
  stream.piece(welcome).piece(frame("The time is 1700000000"));
  EXPECT_EQ(stream.client().next_line(), "Welcome to the server!");
  EXPECT_EQ(stream.client().next_line(), "The time is 1700000000");
}

TEST(TutorialHeaderClient, shows_neither_of_two_frames_in_one_read) {
  PlayedStream stream{"tutorial_header_client", {"--recv", "1KiB"}};
  stream.piece(welcome + frame("The time is 1700000000"));
  expect_deaf(stream);
}

TEST(TutorialHeaderClient, takes_a_cut_header_for_another_length) {
  PlayedStream stream{"tutorial_header_client"};
  stream.piece(welcome.substr(0, 1)).piece(welcome.substr(1));
  expect_deaf(stream);
}

TEST(TutorialHeaderClient, waits_for_ever_for_less_than_nothing) {
  PlayedStream stream{"tutorial_header_client"};
  stream.piece("-5        hello");
  expect_deaf(stream);
}

TEST(TutorialHeaderClient, spins_when_the_peer_closes_inside_a_frame) {
  PlayedStream stream{"tutorial_header_client", {"--recv", "1KiB"}};
  stream.piece("22        Welc").close();
  // It uses whatever it can get, on a busy machine later than on an idle one; one that waits for
  // ever uses nothing.
  auto used = 0ms;
  for (int tries = 0; tries < 30 && used <= 200ms; ++tries) {
    used += processor_time_during(stream.client().pid(), 1s);
  }
  EXPECT_GT(used, 200ms);
}

TEST(TutorialHeaderClient, takes_a_close_between_frames_for_a_header) {
  PlayedStream stream{"tutorial_header_client"};
  stream.piece(welcome).close();
  stream.expect(aborted, "Welcome to the server!\n");
}

TEST(TutorialHeaderClient, dies_of_a_header_that_is_no_number) {
  PlayedStream stream{"tutorial_header_client"};
  stream.send("xyz       ");
  stream.expect(aborted, "");
}

TEST(TutorialHeaderServer, serves_one_client_on_a_good_day) {
  const ServerUnderTest server{"tutorial_header_server", {"--every", "0.01", "--count", "3"}};
  expect_greeting_and_times(messages_until_closed(server.connect()), 3);
  expect_greeting_and_times(messages_until_closed(server.connect()), 3);
}

TEST(TutorialHeaderServer, does_not_serve_a_second_client_while_the_first_stays) {
  const ServerUnderTest server{"tutorial_header_server", {"--every", "0.01"}};
  const Connection first = server.connect();
  const Connection second = server.connect();
  for (int frames = 0; frames < 30; ++frames) next_message(first);
  EXPECT_EQ(bytes_waiting(second), 0U);
}

TEST(TutorialHeaderServer, dies_with_a_client_that_resets) {
  ServerUnderTest server{"tutorial_header_server", {"--every", "0.01"}};
  Connection client = server.connect();
  next_message(client);
  reset(std::move(client));
  EXPECT_EQ(server.process().exit_code(), 1);
}

}  // namespace
}  // namespace shortread::tests
