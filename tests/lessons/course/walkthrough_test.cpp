// The tour as an audience has it: real programs, honest sentences, 80 columns, no colour in a file.

#include <filesystem>
#include <sstream>

#include "tests/support/child_process.hpp"

namespace {

using shortread::testing::ChildProcess;
using shortread::testing::program;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto tour_time = 200s;

struct Tour {
  int exit_code;
  std::string text;

  [[nodiscard]] bool says(std::string_view words) const {
    return text.find(words) != std::string::npos;
  }
};

Tour take(std::vector<std::string> arguments, const std::string& input = "") {
  ChildProcess tour{program("course_walkthrough"), arguments};
  tour.write_input(input);
  tour.close_input();
  const int code = tour.exit_code(tour_time).value_or(-1);
  return {code, tour.output() + tour.errors()};
}

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

TEST(Walkthrough, both_lessons_run_through_and_the_reference_holds) {
  const Tour tour = take({});
  EXPECT_EQ(tour.exit_code, 0) << tour.text;
  EXPECT_TRUE(tour.says("Lesson 1: raw send"));
  EXPECT_TRUE(tour.says("Lesson 2: fixed header"));
  EXPECT_TRUE(tour.says("malformed header at byte 0"));
  EXPECT_TRUE(tour.says("the reference held throughout"));
  EXPECT_FALSE(tour.says("DOES NOT HOLD"));
}

TEST(Walkthrough, no_line_is_wider_than_80_columns_and_none_has_colour) {
  const Tour tour = take({});
  EXPECT_FALSE(tour.says("\x1b"));
  std::istringstream lines{tour.text};
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(Walkthrough, a_lesson_is_named_by_number_name_or_folder) {
  for (const char* name : {"2", "fixed_header", "02_fixed_header"}) {
    const Tour tour = take({"--list", name});
    EXPECT_EQ(tour.exit_code, 0);
    EXPECT_TRUE(tour.says("02_fixed_header early_close"));
    EXPECT_FALSE(tour.says("01_raw_send"));
  }
  EXPECT_EQ(take({"9"}).exit_code, 64);
}

TEST(Walkthrough, a_broken_reference_is_said_and_ends_with_1) {
  const Swapped bin{"header_client", "tutorial_header_client"};
  const Tour tour = take({"2", "--bin", bin.bin()});
  EXPECT_EQ(tour.exit_code, 1);
  EXPECT_TRUE(tour.says("DOES NOT HOLD"));
  EXPECT_TRUE(tour.says("The reference did not hold everywhere"));
}

TEST(Walkthrough, a_broken_raw_reference_is_said_and_ends_with_1) {
  const Swapped bin{"raw_client", "tutorial_raw_client"};
  EXPECT_EQ(take({"1", "--bin", bin.bin()}).exit_code, 1);
}

TEST(Walkthrough, a_tutorial_program_that_holds_is_said_to_hold) {
  const std::string lost = "It printed 9 of 22 bytes";
  EXPECT_TRUE(take({"1"}).says(lost));
  const Swapped bin{"tutorial_raw_client", "raw_client"};
  const Tour tour = take({"1", "--bin", bin.bin()});
  EXPECT_TRUE(tour.says("It printed 22 of 22 bytes"));
  EXPECT_TRUE(tour.says("This time it had all of it"));
}

TEST(Walkthrough, a_missing_program_is_our_error_and_is_named) {
  const Tour tour = take({"2", "--bin", "/no/such/folder"});
  EXPECT_EQ(tour.exit_code, 4);
  EXPECT_TRUE(tour.says("header_server"));
}

TEST(Walkthrough, pauses_end_with_the_input) { EXPECT_EQ(take({"1", "--pause"}).exit_code, 0); }

TEST(Walkthrough, an_answer_a_way_back_a_repetition_and_an_end_are_heard) {
  const Tour tour = take({"1", "--pause"}, "3\nb\n1\nr\nq\n");
  EXPECT_EQ(tour.exit_code, 0);
  EXPECT_TRUE(tour.says("Let us see."));                        // 3 was right
  EXPECT_TRUE(tour.says("Let us see what the machine says."));  // 1 was not
  std::size_t played = 0;
  for (std::size_t at = 0; (at = tour.text.find("Each number is what", at)) != std::string::npos;
       ++at) {
    ++played;
  }
  EXPECT_EQ(played, 3U);  // answered, gone back to, repeated
  EXPECT_FALSE(tour.says("-- 3 of 5"));
}

}  // namespace
