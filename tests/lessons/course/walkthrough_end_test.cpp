// However the tour ends, none of its programs stays behind.

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fstream>

#include <shortread/net/descriptor.hpp>

#include "tests/lessons/course/tour.hpp"

namespace {

using shortread::Descriptor;
using shortread::testing::ChildProcess;
using shortread::testing::program;

// Handles on the programs it runs now: each becomes readable when its program has ended.
std::vector<Descriptor> programs_of(const ChildProcess& tour) {
  const std::string self = std::to_string(tour.pid());
  std::ifstream list{"/proc/" + self + "/task/" + self + "/children"};
  std::vector<Descriptor> programs;
  for (pid_t pid = 0; list >> pid;) {
    const long handle = ::syscall(SYS_pidfd_open, pid, 0);
    if (handle >= 0) programs.emplace_back(static_cast<int>(handle));
  }
  return programs;
}

bool has_ended_in_time(const Descriptor& process) {
  pollfd ended{process.number(), POLLIN, 0};
  return ::poll(&ended, 1, 20'000) == 1;
}

// The first silence of lesson 2 is a client of the tutorial that would wait for ever.
void expect_no_orphan(int signal, int exit_code) {
  ChildProcess tour{program("course_walkthrough"), {"2"}};
  ASSERT_TRUE(tour.prints("... still waiting"));
  const std::vector<Descriptor> programs = programs_of(tour);
  EXPECT_FALSE(programs.empty());
  tour.signal(signal);
  EXPECT_EQ(tour.exit_code(), exit_code);
  for (const Descriptor& process : programs) EXPECT_TRUE(has_ended_in_time(process));
}

TEST(Walkthrough_end, an_interrupt_ends_it_and_its_programs) {
  expect_no_orphan(SIGINT, 128 + SIGINT);
}

TEST(Walkthrough_end, even_when_it_is_killed_its_programs_end) {
  expect_no_orphan(SIGKILL, 128 + SIGKILL);
}

TEST(Walkthrough_end, when_nobody_reads_it_any_more_it_ends_with_its_programs) {
  ChildProcess tour{program("course_walkthrough"), {"2"}};
  ASSERT_TRUE(tour.prints("... still waiting"));
  const std::vector<Descriptor> programs = programs_of(tour);
  tour.close_output();
  EXPECT_EQ(tour.exit_code(), 1);
  for (const Descriptor& process : programs) EXPECT_TRUE(has_ended_in_time(process));
}

}  // namespace
