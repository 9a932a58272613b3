// Tests of reference/testing/smallest.hpp: what a person is shown has nothing to spare.
#include <shortread/testing/smallest.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace shortread::testing {
namespace {

Schedule schedule_of(std::string_view text) { return parse_schedule(text).value_or(Schedule{}); }

TEST(Smallest, a_failure_of_one_step_keeps_that_step_alone) {
  const auto has_signal = [](const Schedule& schedule) {
    return std::ranges::count(schedule.receives, Step{.act = Act::interrupted}) > 0;
  };
  const Schedule big = schedule_of("incoming \"hello\"*50; recv 1 2 EINTR 3 EINTR 5 rest end");
  EXPECT_EQ(to_line(smallest_failing(big, has_signal)), "recv EINTR");
}

TEST(Smallest, a_failure_of_two_bytes_keeps_those) {
  const auto has_both = [](const Schedule& schedule) {
    return schedule.incoming.find('a') < schedule.incoming.rfind('z') &&
           schedule.incoming.rfind('z') != std::string::npos;
  };
  const Schedule big = schedule_of("incoming \"qqaqqqqqqqqqqqzqq\"; recv 1 1 1 1 rest");
  EXPECT_EQ(to_line(smallest_failing(big, has_both)), "incoming \"az\"");
}

TEST(Smallest, it_asks_no_more_often_than_it_may) {
  std::size_t asked = 0;
  const auto counts = [&](const Schedule&) { return ++asked < 5; };
  std::ignore = smallest_failing(schedule_of("incoming \"a\"*5000"), counts, 20);
  EXPECT_LE(asked, 20U);
}

}  // namespace
}  // namespace shortread::testing
