// The walkthrough shows what programs really did: how they ended, what they cost, what they
// printed.

#include "lessons/course/child.hpp"

#include <signal.h>

namespace {

using namespace course;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

const Child::Audience nobody{[](const Line&) {}, [] {}};

Outcome run(const std::string& script, std::chrono::milliseconds patience = 20s) {
  return Child{"/bin/sh", {"-c", script}}.finish({.patience = patience}, nobody);
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
  EXPECT_EQ(outcome.signal, SIGABRT);
  EXPECT_FALSE(outcome.was_still_running);
}

TEST(Child, one_that_outlasts_patience_is_killed_and_said_to_run) {
  const Outcome outcome = run("echo begun; exec sleep 1000", 300ms);
  EXPECT_TRUE(outcome.was_still_running);
  EXPECT_FALSE(outcome.signal) << "it was ended by us, not by its own doing";
  EXPECT_EQ(outcome.printed(), Texts{"begun"});
}

TEST(Child, one_that_closes_its_outputs_and_stays_is_not_waited_for_for_ever) {
  EXPECT_TRUE(run("exec >&- 2>&-; exec sleep 1000").was_still_running);
}

TEST(Child, patience_counts_from_the_event_it_is_about) {
  bool has_come = false;
  Child child{"/bin/sh", {"-c", "sleep 0.3; echo late; exec sleep 1000"}};
  const Outcome outcome = child.finish({.patience = 1ms, .has_begun = [&] { return has_come; }},
                                       {[&](const Line&) { has_come = true; }, [] {}});
  EXPECT_EQ(outcome.printed(), Texts{"late"});
  EXPECT_TRUE(outcome.was_still_running);
}

TEST(Child, it_is_left_after_the_last_line_that_is_wanted) {
  const Outcome outcome =
      Child{"/bin/sh", {"-c", "echo 1; echo 2; echo 3; exec sleep 1000"}}.finish(
          {.is_last = [](const Line& line) { return line.text == "2"; }}, nobody);
  EXPECT_TRUE(outcome.was_left);
  EXPECT_EQ(outcome.printed(), (Texts{"1", "2"}));
}

TEST(Child, of_one_that_never_stops_printing_a_bounded_part_is_kept) {
  const Outcome outcome = run("while :; do echo 0123456789012345678901234567890; done", 2s);
  EXPECT_TRUE(outcome.was_still_running);
  EXPECT_LE(outcome.lines.size(), 10'000U);
}

TEST(Child, that_more_was_printed_than_is_kept_is_known) {
  EXPECT_TRUE(run("head -c 2000000 /dev/zero | tr '\\0' '\\n'").has_printed_more);  // many lines
  EXPECT_TRUE(run("head -c 2000000 /dev/zero").has_printed_more);                   // one long one
  EXPECT_FALSE(run("echo little").has_printed_more);
}

TEST(Child, one_that_spins_is_seen_to_use_the_processor_and_one_that_waits_is_not) {
  EXPECT_GT(run("while :; do :; done", 1s).cpu, 50ms);
  EXPECT_LT(run("exec sleep 1000", 1s).cpu, 50ms);
}

TEST(Child, what_reaches_the_screen_is_escaped) {
  EXPECT_EQ(run("printf '\\033[31mred\\n'").printed(), Texts{"\\x1b[31mred"});
}

TEST(Child, one_that_cannot_be_started_ends_with_127) {
  EXPECT_EQ(Child("/no/such/program", {}).finish({}, nobody).exit_code, 127);
}

TEST(Child, every_line_is_told_as_it_comes_and_a_silence_is_told_too) {
  int lines = 0;
  int waits = 0;
  Child{"/bin/sh", {"-c", "echo one; echo two; exec sleep 1000"}}.finish(
      {.patience = 1200ms}, {[&](const Line&) { ++lines; }, [&] { ++waits; }});
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
