// Tests of reference/testing/cuts.hpp: no way to cut is left out, none comes twice.
#include <shortread/testing/cuts.hpp>

#include <gtest/gtest.h>

#include <set>

namespace shortread::testing {
namespace {

TEST(Cuts, every_cut_is_tried_once) {
  for (std::size_t bytes = 1; bytes <= 8; ++bytes) {
    std::set<Cuts> tried;
    std::size_t visits = 0;
    for_every_cut(bytes, [&](const Cuts& cuts) {
      for (const std::size_t at : cuts) EXPECT_TRUE(0 < at && at < bytes);
      tried.insert(cuts);
      ++visits;
      return true;
    });
    EXPECT_EQ(visits, std::size_t{1} << (bytes - 1));
    EXPECT_EQ(tried.size(), visits);
  }
}

TEST(Cuts, up_to_three_cuts_are_all_sets_of_them) {
  std::set<Cuts> tried;
  for_up_to_three_cuts(8, [&](const Cuts& cuts) { return tried.insert(cuts).second; });
  EXPECT_EQ(tried.size(), 1U + 7U + 21U + 35U);
}

TEST(Cuts, false_ends_the_visits) {
  int visits = 0;
  EXPECT_FALSE(for_every_cut(8, [&](const Cuts&) { return ++visits < 3; }));
  EXPECT_EQ(visits, 3);
}

TEST(Cuts, a_cut_schedule_delivers_the_pieces) {
  const Schedule schedule = cut_schedule("hello", {1, 3});
  EXPECT_EQ(to_line(schedule), "incoming \"hello\"; recv 1 2");
  EXPECT_EQ(pieces("hello", {1, 3}), (std::vector<std::string_view>{"h", "el", "lo"}));
}

}  // namespace
}  // namespace shortread::testing
