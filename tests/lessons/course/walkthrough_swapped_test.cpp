// What the tour shows is what happens: with other programs in the same parts it says other things.

#include "tests/lessons/course/swapped.hpp"

namespace {

using namespace course::testing;

TEST(Walkthrough_swapped, a_reference_that_falls_short_is_said_in_each_moment_and_ends_with_1) {
  const Swapped bin{"header_client", "tutorial_header_client"};
  const Tour tour = take({"2", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 1);
  EXPECT_EQ(tour.times_said("DOES NOT HOLD"), 7U) << tour.text;  // all but the second client's
  EXPECT_TRUE(tour.says("The reference did not hold everywhere"));
  EXPECT_FALSE(tour.says("held throughout"));
}

TEST(Walkthrough_swapped, a_raw_reference_that_falls_short_ends_with_1) {
  const Swapped bin{"raw_client", "tutorial_raw_client"};
  const Tour tour = take({"1", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 1);
  EXPECT_TRUE(tour.says("DOES NOT HOLD"));
}

TEST(Walkthrough_swapped, who_leaves_after_a_moment_that_did_not_hold_still_gets_1) {
  const Swapped bin{"raw_client", "tutorial_raw_client"};
  EXPECT_EQ(take({"1", "--pause", "--bin", bin.bin()}, "\nq\n").exit_code, 1);
}

TEST(Walkthrough_swapped, a_tutorial_raw_client_that_came_through_is_said_to) {
  const std::string lost = "It printed 9 of 22 bytes and ended with exit code 0";
  const Tour usual = take({"1"});
  EXPECT_TRUE(usual.says(lost));
  EXPECT_FALSE(usual.says("went another way"));
  const Swapped bin{"tutorial_raw_client", "raw_client"};
  const Tour tour = take({"1", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 0);
  EXPECT_FALSE(tour.says(lost));
  EXPECT_TRUE(tour.says("It printed 22 of 22 bytes"));
  EXPECT_TRUE(tour.says("This time it had all of it"));
  EXPECT_EQ(tour.times_said("This time it went another way"), 3U);  // one_recv, cut, reset
}

TEST(Walkthrough_swapped, a_tutorial_header_client_that_came_through_is_said_to) {
  const Swapped bin{"tutorial_header_client", "header_client"};
  const Tour tour = take({"2", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 0);
  EXPECT_EQ(tour.times_said("This time it went another way"), 6U) << tour.text;
  EXPECT_EQ(tour.times_said("15 bytes missing"), 2U);
  EXPECT_FALSE(tour.says("crashed"));
}

TEST(Walkthrough_swapped, a_tutorial_server_that_serves_both_is_said_to) {
  const Swapped bin{"tutorial_header_server", "header_server"};
  const Tour tour = take({"2", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 0);
  EXPECT_EQ(tour.times_said("This time it went another way"), 1U) << tour.text;
}

}  // namespace
