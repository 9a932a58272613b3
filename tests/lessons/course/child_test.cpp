// The walkthrough shows what programs really did: how they ended, what they cost, what they
// printed.

#include "lessons/course/child.hpp"

#include <signal.h>

namespace {

using namespace course;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

Outcome run(const std::string& script, std::chrono::milliseconds patience = 20s) {
  return Child{"/bin/sh", {"-c", script}}.finish(patience, {[](const Line&) {}, [] {}});
}

TEST(Child, what_it_prints_and_complains_of_is_kept_apart) {
  const Outcome outcome = run("echo one; echo wrong >&2; printf two");
  EXPECT_EQ(outcome.printed(), (Texts{"one", "two"}));
  EXPECT_EQ(outcome.complaints(), Texts{"wrong"});
  EXPECT_EQ(outcome.exit_code, 0);
}

TEST(Child, its_exit_code_is_its_own) { EXPECT_EQ(run("exit 7").exit_code, 7); }

TEST(Child, one_that_a_signal_ends_has_no_exit_code) {
  const Outcome outcome = run("kill -ABRT $$");
  EXPECT_FALSE(outcome.exit_code);
  EXPECT_FALSE(outcome.was_still_running);
}

TEST(Child, one_that_outlasts_patience_is_killed_and_said_to_run) {
  const Outcome outcome = run("echo begun; exec sleep 1000", 300ms);
  EXPECT_TRUE(outcome.was_still_running);
  EXPECT_EQ(outcome.printed(), Texts{"begun"});
}

TEST(Child, one_that_spins_is_seen_to_use_the_processor_and_one_that_waits_is_not) {
  EXPECT_GT(run("while :; do :; done", 600ms).cpu, 100ms);
  EXPECT_LT(run("exec sleep 1000", 600ms).cpu, 100ms);
}

TEST(Child, what_reaches_the_screen_is_escaped) {
  EXPECT_EQ(run("printf '\\033[31mred\\n'").printed(), Texts{"\\x1b[31mred"});
}

TEST(Child, one_that_cannot_be_started_ends_with_127) {
  EXPECT_EQ(Child("/no/such/program", {}).finish(20s, {[](const Line&) {}, [] {}}).exit_code, 127);
}

TEST(Child, every_line_is_told_as_it_comes_and_a_silence_is_told_too) {
  int lines = 0;
  int waits = 0;
  Child{"/bin/sh", {"-c", "echo one; echo two; exec sleep 1000"}}.finish(
      1200ms, {[&](const Line&) { ++lines; }, [&] { ++waits; }});
  EXPECT_EQ(lines, 2);
  EXPECT_GE(waits, 1);
}

TEST(Child, none_outlives_its_object) {
  pid_t pid = 0;
  {
    Child child{"/bin/sh", {"-c", "echo $$; exec sleep 1000"}};
    pid = std::stoi(child.first_line().value());
    EXPECT_EQ(::kill(pid, 0), 0);
  }
  EXPECT_NE(::kill(pid, 0), 0);
}

}  // namespace
