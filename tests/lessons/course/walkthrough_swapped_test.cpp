// What the tour shows is what happens: with other programs in the same parts it says other things.

#include <unistd.h>

#include <filesystem>

#include "tests/lessons/course/tour.hpp"

namespace {

using namespace course::testing;
using shortread::testing::program;
namespace fs = std::filesystem;

// A folder with our programs in which one is another.
class Swapped {
 public:
  Swapped(const std::string& name, const std::string& by)
      : folder_{fs::path{::testing::TempDir()} / ("shortread_bin_" + std::to_string(::getpid()))} {
    fs::create_directories(folder_);
    for (const auto& entry : fs::directory_iterator{fs::path{program("x")}.parent_path()}) {
      fs::create_symlink(entry.path(), folder_ / entry.path().filename());
    }
    fs::remove(folder_ / name);
    fs::create_symlink(program(by), folder_ / name);
  }
  ~Swapped() { fs::remove_all(folder_); }
  Swapped(const Swapped&) = delete;
  Swapped& operator=(const Swapped&) = delete;
  [[nodiscard]] std::string bin() const { return folder_.string(); }

 private:
  fs::path folder_;
};

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
