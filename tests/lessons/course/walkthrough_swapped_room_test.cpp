// What the tour shows is what happens: with other programs in the same parts it says other things.
// Lesson 3's part. Mostly waiting: a room that stands still is waited for in every moment.

#include "tests/lessons/course/swapped.hpp"

namespace {

using namespace course::testing;

TEST(Walkthrough_swapped, a_room_that_stands_still_is_no_reference) {
  const Swapped bin{"lesson_chat_server", "tutorial_chat_server"};
  const Tour tour = take({"3", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 1);
  EXPECT_EQ(tour.times_said("DOES NOT HOLD"), 5U)
      << tour.text;  // not on a good day, nor at the prompt
  EXPECT_FALSE(tour.says("held throughout"));
}

TEST(Walkthrough_swapped, a_client_that_is_silent_at_its_prompt_is_no_reference) {
  const Swapped bin{"chat_client", "tutorial_chat_client"};
  const Tour tour = take({"3", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 1);
  EXPECT_TRUE(tour.says("=> bob sees nothing.\n")) << tour.text;
  EXPECT_TRUE(tour.says("Somebody misses something."));
}

TEST(Walkthrough_swapped, a_tutorial_room_that_came_through_is_said_to) {
  const Swapped bin{"tutorial_chat_server", "lesson_chat_server"};
  const Tour tour = take({"3", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 0) << tour.text;
  EXPECT_EQ(tour.times_said("This time it went another way"), 5U) << tour.text;
  EXPECT_FALSE(tour.says("the escape reaches"));
}

TEST(Walkthrough_swapped, a_tutorial_chat_client_that_came_through_is_said_to) {
  const Swapped bin{"tutorial_chat_client", "chat_client"};
  const Tour tour = take({"3", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 0) << tour.text;
  EXPECT_EQ(tour.times_said("This time it went another way"), 1U) << tour.text;
}

}  // namespace
