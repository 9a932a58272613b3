// ./course itself: what it says and how it ends, on machines that lack something.

#include <filesystem>
#include <fstream>

#include "tests/support/child_process.hpp"

namespace {

using shortread::testing::ChildProcess;
namespace fs = std::filesystem;

const std::string course = SHORTREAD_SOURCE_DIR "/course";

struct Result {
  int exit_code;
  std::string output;
  std::string errors;
};

Result run(const std::vector<std::string>& arguments) {
  ChildProcess child{"/usr/bin/env", arguments};
  child.close_input();
  const int code = child.exit_code().value_or(-1);
  return {code, child.output(), child.errors()};
}

// A machine on which only these commands exist, and `id` says that we are somebody.
class SmallMachine {
 public:
  SmallMachine()
      : folder_{fs::path{::testing::TempDir()} / ("shortread_path_" + std::to_string(::getpid()))} {
    fs::create_directories(folder_);
    for (const char* command : {"sh", "dirname", "sed", "fold", "tr", "date", "sleep", "grep",
                                "tail", "head", "mkdir", "cat", "rm", "find", "nproc"}) {
      fs::create_symlink(fs::path{"/usr/bin"} / command, folder_ / command);
    }
    std::ofstream{folder_ / "id"} << "#!/bin/sh\necho 1000\n";
    fs::permissions(folder_ / "id", fs::perms::owner_all);
  }
  ~SmallMachine() { fs::remove_all(folder_); }
  SmallMachine(const SmallMachine&) = delete;
  SmallMachine& operator=(const SmallMachine&) = delete;

  [[nodiscard]] Result course_on_it(const std::string& verb) const {
    return run({"-i", "PATH=" + folder_.string(), "sh", course, verb});
  }

 private:
  fs::path folder_;
};

TEST(Course_script, alone_it_shows_the_lessons_and_what_is_next) {
  const Result result = run({course});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.output.find("Lesson 1: raw send"), std::string::npos);
  EXPECT_NE(result.output.find("Next: ./course "), std::string::npos);
}

TEST(Course_script, help_shows_the_verbs) {
  const Result result = run({course, "--help"});
  EXPECT_EQ(result.exit_code, 0);
  for (const char* verb : {"walkthrough", "test", "start", "check", "run", "bench"}) {
    EXPECT_NE(result.output.find(verb), std::string::npos) << verb;
  }
}

TEST(Course_script, an_unknown_verb_is_a_wrong_command_line) {
  const Result result = run({course, "wlkthrough"});
  EXPECT_EQ(result.exit_code, 64);
  EXPECT_NE(result.errors.find("no 'wlkthrough'"), std::string::npos);
}

TEST(Course_script, without_root_or_sudo_it_names_the_missing_packages_and_ends_with_3) {
  const Result result = SmallMachine{}.course_on_it("build");
  EXPECT_EQ(result.exit_code, 3);
  for (const char* package : {"g++", "cmake", "ninja-build"}) {
    EXPECT_NE(result.errors.find(package), std::string::npos) << result.errors;
  }
}

TEST(Course_script, before_it_stops_the_walkthrough_shows_its_opening_and_first_question) {
  const Result result = SmallMachine{}.course_on_it("walkthrough");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_NE(result.output.find("One program sends bytes"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("A server sends 4 MiB"), std::string::npos);
  EXPECT_NE(result.output.find("  - Different amounts"), std::string::npos);
}

}  // namespace
