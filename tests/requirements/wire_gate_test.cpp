// The gate for whole programs: put in the real one's place, each known bug passes the black-box
// test of a good day and fails the one that its requirement stands in.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <tests/requirements/known_bug.hpp>
#include <tests/support/child_process.hpp>

namespace requirements {
namespace {

using shortread::testing::ChildProcess;

struct ProgramBug {
  std::string lesson;  // fixed_header
  std::filesystem::path file;
};

void PrintTo(const ProgramBug& bug, std::ostream* out) { *out << bug.file.stem().string(); }

std::vector<ProgramBug> program_bugs() {
  std::vector<ProgramBug> bugs;
  for (const auto& lesson : std::filesystem::directory_iterator{SHORTREAD_SOURCE_DIR "/lessons"}) {
    const auto folder = lesson.path() / "bugs/programs";
    if (!std::filesystem::is_directory(folder)) continue;
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
      bugs.push_back({lesson.path().filename().string().substr(3), file.path()});
    }
  }
  return bugs;
}

KnownBug described(const ProgramBug& bug) {
  auto read = read_known_bug(bug.file);
  if (!read) ADD_FAILURE() << read.error();
  return read.value_or(KnownBug{});
}

enum class Outcome : std::uint8_t { passes, fails, is_no_test };

// One test of the lesson's own black-box tests, with the bug in the program's place.
Outcome outcome_of(const std::string& test, const ProgramBug& bug) {
  const std::string programs = SHORTREAD_BUGS_DIR "/" + bug.lesson + "/" + bug.file.stem().string();
  ::setenv("SHORTREAD_PROGRAMS_DIR", programs.c_str(), 1);
  ChildProcess tests{SHORTREAD_TESTS_DIR "/" + bug.lesson + "_test", {"--gtest_filter=" + test}};
  const auto exit_code = tests.exit_code(std::chrono::seconds{5});  // a hang is red, too
  ::unsetenv("SHORTREAD_PROGRAMS_DIR");
  if (tests.output().find("1 test from") == std::string::npos) return Outcome::is_no_test;
  return exit_code == 0 ? Outcome::passes : Outcome::fails;
}

class GateForProgram : public ::testing::TestWithParam<ProgramBug> {};

TEST_P(GateForProgram, works_on_a_good_day_and_fails_its_own_test) {
  const KnownBug bug = described(GetParam());
  EXPECT_EQ(bug.door, "wire");
  EXPECT_EQ(outcome_of(bug.works_in, GetParam()), Outcome::passes)
      << "no bug but a break: it does not even work on a good day";
  EXPECT_EQ(outcome_of(bug.caught_by, GetParam()), Outcome::fails);
}

INSTANTIATE_TEST_SUITE_P(KnownBug, GateForProgram, ::testing::ValuesIn(program_bugs()),
                         [](const auto& named) {
                           return named.param.lesson + "_" + named.param.file.stem().string();
                         });

// What only whole programs can break is broken by one: else a black-box test may check nothing.
TEST(WireGate, each_requirement_of_whole_programs_has_a_known_bug) {
  std::set<std::string> caught;
  for (const ProgramBug& bug : program_bugs()) caught.insert(described(bug).requirement);
  const std::set<std::string> of_programs{"raw/1.6",    "header/3.1", "header/3.2", "header/3.3",
                                          "header/3.4", "header/3.5", "chat/3.3",   "chat/3.4",
                                          "chat/4.1",   "chat/4.2",   "chat/4.4",   "chat/5.1"};
  EXPECT_EQ(caught, of_programs);
}

}  // namespace
}  // namespace requirements
