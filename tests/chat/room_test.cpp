// The room: who gets what. chat/1.3, chat/2.1, chat/2.2
#include <array>

#include <gtest/gtest.h>
#include <shortread/chat/room.hpp>

namespace shortread::chat {
namespace {

std::string take_all(Room& room, Member& member) {
  std::string text;
  for (ByteView owed = room.pending(member, room.log().end()); !owed.empty();
       owed = room.pending(member, room.log().end())) {
    text += text_of(owed);
    room.taken(member, owed.size());
  }
  return text;
}

Member joined(Room& room, std::string_view name) { return room.join(bytes_of(name)).value(); }

// chat/2.1
TEST(Room, gives_each_message_to_all_but_its_sender) {
  Room room;
  Member ann = joined(room, "ann");
  Member bob = joined(room, "bob");
  Member cid = joined(room, "cid");
  room.speak(ann, bytes_of("hello"));
  EXPECT_EQ(take_all(room, bob), "3         ann5         hello");
  EXPECT_EQ(take_all(room, cid), "3         ann5         hello");
  EXPECT_EQ(take_all(room, ann), "");
}

// chat/2.2
TEST(Room, leaves_out_its_own_and_nothing_else_whenever_it_reads) {
  Room room;
  Member ann = joined(room, "ann");
  Member bob = joined(room, "bob");
  room.speak(bob, bytes_of("1"));
  room.speak(ann, bytes_of("2"));
  room.speak(ann, bytes_of("3"));
  room.speak(bob, bytes_of("4"));
  EXPECT_EQ(take_all(room, ann), "3         bob1         13         bob1         4");
  EXPECT_EQ(take_all(room, bob), "3         ann1         23         ann1         3");
}

TEST(Room, gives_a_newcomer_only_what_is_said_from_then_on) {
  Room room;
  Member ann = joined(room, "ann");
  room.speak(ann, bytes_of("early"));
  Member bob = joined(room, "bob");
  EXPECT_EQ(take_all(room, bob), "");
  room.speak(ann, bytes_of("late"));
  EXPECT_EQ(take_all(room, bob), "3         ann4         late");
}

// chat/1.3
TEST(Room, gives_a_name_once_and_again_when_it_is_free) {
  Room room;
  const Member ann = joined(room, "ann");
  EXPECT_FALSE(room.join(bytes_of("ann")));
  EXPECT_EQ(room.size(), 1U);
  room.leave(ann);
  EXPECT_TRUE(room.join(bytes_of("ann")));
}

TEST(Room, keeps_one_stretch_for_what_a_member_says_in_a_row) {
  Room room;
  Member ann = joined(room, "ann");
  Member bob = joined(room, "bob");
  room.speak(ann, bytes_of("so bob is behind"));
  for (int i = 0; i < 100; ++i) room.speak(bob, bytes_of("and says much"));
  EXPECT_EQ(bob.own.size(), 1U);
}

// chat/4.2: what it said itself does not count, but for the place that it takes.
TEST(Room, counts_how_far_behind_a_member_is) {
  Room room;
  Member ann = joined(room, "ann");
  Member bob = joined(room, "bob");
  room.speak(ann, bytes_of("hello"));
  EXPECT_EQ(room.bytes_behind(ann), 0U);
  EXPECT_EQ(room.bytes_behind(bob), 28U);
  room.speak(bob, bytes_of("hi"));
  EXPECT_EQ(room.bytes_behind(bob), 28U + 25U + Member::own_bytes);
  room.taken(bob, 28);
  EXPECT_EQ(room.bytes_behind(bob), 0U);
}

// What is owed in several stretches at once is what it is one by one, wherever the kernel stops.
TEST(Room, gives_several_stretches_at_once_and_takes_any_part_of_them) {
  Room room;
  Member ann = joined(room, "ann");
  Member bob = joined(room, "bob");
  for (const int own : {0, 1, 0, 0, 1, 1, 0, 1}) room.speak(own == 1 ? ann : bob, bytes_of("hey"));
  const std::string all = [&, copy = ann]() mutable { return take_all(room, copy); }();
  std::array<ByteView, 2> stretches;
  ASSERT_EQ(room.pending(ann, room.log().end(), stretches), 2U);
  const std::string two = std::string{text_of(stretches[0])} + std::string{text_of(stretches[1])};
  EXPECT_EQ(two, all.substr(0, two.size()));
  EXPECT_EQ(two.size(), 3U * 26U);
  for (std::size_t cut = 0; cut <= two.size(); ++cut) {
    Member one = ann;
    Room::taken(one, cut);
    EXPECT_EQ(take_all(room, one), all.substr(cut)) << cut;
  }
}

}  // namespace
}  // namespace shortread::chat
