// The ladder of a simulated room: who sent what to whom, each in its column, the same every time.
#include <algorithm>

#include <gtest/gtest.h>

#include <tests/simulation/chat_simulation.hpp>
#include <tests/simulation/ladder.hpp>
#include <tests/simulation/ladder_row.hpp>

extern "C" const void* shortread_part();

namespace {

using namespace chat_simulation;
using Kind = Happening::Kind;
using Rows = std::vector<std::string>;
using Story = std::vector<Happening>;

std::string text_of(const Rows& rows) {
  std::string text;
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

Rows ladder_of_seed(std::uint64_t seed, std::size_t bytes) {
  const auto& reference = *static_cast<const requirements::ChatSelectPart*>(shortread_part());
  return ladder(play(reference, choices_of(seed, bytes), Trace::yes).trace);
}

TEST(Ladder, draws_who_sent_what_to_whom_and_marks_what_is_wrong) {
  const std::string pair = "3         ann5         hello";
  const Story story{{Kind::connects, 1},
                    {Kind::connects, 2},
                    {Kind::writes, 1, "ann"},
                    {Kind::arrives, 1, {}, 13},
                    {Kind::joins, 1, "ann"},
                    {Kind::passes, 0, {}, 41},
                    {Kind::writes, 1, "hello"},
                    {Kind::arrives, 1, {}, 12},
                    {Kind::arrives, 1, {}, 3},
                    {Kind::gets, 2, pair.substr(0, 20)},
                    {Kind::gets, 2, pair.substr(20)},
                    {Kind::finishes, 1},
                    {Kind::breaks, 2},
                    {Kind::wrong, 1, "gets more than it is owed"}};
  EXPECT_EQ(text_of(ladder(story)),
            "        hub\n"
            "         |<----------------------1\n"
            "         |<----------------------------------------------2\n"
            "         |                       * writes \"ann\"          |\n"
            "         |<--------\"ann\"---------|                       |\n"
            "         + 1 is in the room: \"ann\"                       |\n"
            "  41 ms  |                       |                       |\n"
            "         |                       * writes \"hello\"        |\n"
            "         |<----cut: 12 bytes-----|                       |\n"
            "         |<---rest of \"hello\"----|                       |\n"
            "         |-----------------cut: 20 bytes---------------->|\n"
            "         |-----------------ann: \"hello\"----------------->|\n"
            "         |<---closes its side----:                       |\n"
            "         |                       :                       X is gone\n"
            "WRONG    # 1 gets more than it is owed\n");
}

TEST(Ladder, puts_above_the_arrow_what_does_not_fit_onto_it) {
  const Story story{{Kind::connects, 1},
                    {Kind::rubbish, 1, "41        "},
                    {Kind::arrives, 1, {}, 10},
                    {Kind::refused, 1, "this is no frame"}};
  EXPECT_EQ(text_of(ladder(story)),
            "        hub\n"
            "         |<----------------------1\n"
            "         |                       * writes no frame: \"41        \"\n"
            "         | no frame: \"41        \"|\n"
            "         |<----------------------|\n"
            "         x 1 must go: this is no frame\n");
}

TEST(Ladder, escapes_whatever_they_say) {
  const std::string screen = text_of(
      ladder(Story{{Kind::connects, 1}, {Kind::writes, 1, "\x1b[2J\n"}, {Kind::joins, 1, "\xff"}}));
  EXPECT_NE(screen.find("writes \"\\x1b[2J\\x0a\""), std::string::npos) << screen;
  EXPECT_NE(screen.find("1 is in the room: \"\\xff\""), std::string::npos) << screen;
}

TEST(Ladder, leaves_out_who_takes_no_part_in_the_end_of_a_long_story) {
  Story story{{Kind::connects, 1}, {Kind::connects, 2}, {Kind::connects, 3}};
  for (int i = 0; i < 50; ++i) story.push_back({Kind::writes, 1, "early"});
  story.push_back({Kind::writes, 3, "late"});
  EXPECT_EQ(text_of(ladder(story, 1)),
            "(53 earlier steps are left out)\n"
            "        hub                      3\n"
            "         |                       * writes \"late\"\n");
}

TEST(Ladder, gives_the_column_of_one_that_has_gone_to_the_next) {
  EXPECT_EQ(text_of(ladder(Story{{Kind::connects, 1}, {Kind::breaks, 1}, {Kind::connects, 2}})),
            "        hub\n"
            "         |<----------------------1\n"
            "         |                       X is gone\n"
            "         |<----------------------2\n");
}

TEST(Ladder, has_a_column_for_each_of_eight) {
  Story story;
  for (int client = 1; client <= 8; ++client) story.push_back({Kind::connects, client});
  story.push_back({Kind::passes, 0, {}, 1});
  const Rows rows = ladder(story);
  EXPECT_EQ(rows[8], "         |<" + std::string(86, '-') + "8");
  EXPECT_EQ(std::ranges::count(rows[9], '|'), 9);
}

TEST(Ladder, draws_a_seed_the_same_every_time) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_EQ(ladder_of_seed(seed, 600), ladder_of_seed(seed, 600));
  }
}

// Eight clients at once, too; and everything that can happen does, in a few seeds.
TEST(Ladder, keeps_every_row_within_its_columns_and_without_control_characters) {
  std::string all;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    for (const std::string& row : ladder_of_seed(seed, 800)) {
      EXPECT_LE(width(row), ladder_columns) << row;
      EXPECT_TRUE(std::ranges::none_of(row, [](unsigned char c) { return c < 0x20 || c == 0x7f; }));
      all += row + "\n";
    }
  }
  for (const char* what : {"writes", "cut: ", "rest of ", "is in the room", "must go", "is gone",
                           "closes its side", " ms", ">|", "server: "}) {
    EXPECT_NE(all.find(what), std::string::npos) << what;
  }
}

}  // namespace
