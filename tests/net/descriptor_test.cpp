// Descriptor: one owner, and each number is closed exactly once.
#include <fcntl.h>
#include <unistd.h>
#include <type_traits>

#include <gtest/gtest.h>
#include <shortread/net/descriptor.hpp>

namespace shortread::tests {
namespace {

int open_something() { return ::open("/dev/null", O_RDONLY | O_CLOEXEC); }
bool is_open_number(int fd) { return ::fcntl(fd, F_GETFD) != -1; }

static_assert(!std::is_copy_constructible_v<Descriptor>);
static_assert(!std::is_copy_assignable_v<Descriptor>);
static_assert(!std::is_convertible_v<int, Descriptor>);
static_assert(std::is_nothrow_move_constructible_v<Descriptor>);

TEST(Descriptor, closes_what_it_holds_when_it_dies) {
  const int fd = open_something();
  {
    const Descriptor owner{fd};
  }
  EXPECT_FALSE(is_open_number(fd));
}

TEST(Descriptor, without_a_number_is_not_open) {
  const Descriptor nothing;
  EXPECT_FALSE(nothing.is_open());
}

TEST(Descriptor, moving_hands_the_number_over) {
  const int fd = open_something();
  Descriptor from{fd};
  const Descriptor to{std::move(from)};
  EXPECT_FALSE(from.is_open());  // NOLINT(bugprone-use-after-move): this is what is asked
  EXPECT_EQ(to.number(), fd);
  EXPECT_TRUE(is_open_number(fd));
}

TEST(Descriptor, a_moved_from_owner_closes_nothing) {
  const int fd = open_something();
  Descriptor last;
  {
    Descriptor first{fd};
    last = std::move(first);
  }
  EXPECT_TRUE(is_open_number(fd));
}

TEST(Descriptor, move_assignment_closes_what_was_held_before) {
  const int old_number = open_something();
  const int new_number = open_something();
  Descriptor owner{old_number};
  owner = Descriptor{new_number};
  EXPECT_FALSE(is_open_number(old_number));
  EXPECT_TRUE(is_open_number(new_number));
  EXPECT_EQ(owner.number(), new_number);
}

TEST(Descriptor, assigning_itself_changes_nothing) {
  const int fd = open_something();
  Descriptor owner{fd};
  Descriptor& same = owner;  // a compiler would warn of the plain way to say it
  owner = std::move(same);
  ASSERT_TRUE(owner.is_open());
  EXPECT_EQ(owner.number(), fd);
  EXPECT_TRUE(is_open_number(fd));
}

// The number is another file's by then: closing it again would be closing that one.
TEST(Descriptor, closing_twice_closes_the_number_once) {
  const int fd = open_something();
  Descriptor owner{fd};
  owner.close();
  const int reused = open_something();
  ASSERT_EQ(reused, fd) << "the lowest free number is the one just closed";
  owner.close();
  {
    const Descriptor gone{std::move(owner)};
  }
  EXPECT_TRUE(is_open_number(reused));
  ::close(reused);
}

TEST(Descriptor, can_hold_another_number_after_it_was_moved_from) {
  const int second = open_something();
  Descriptor owner{open_something()};
  Descriptor elsewhere{std::move(owner)};
  owner = Descriptor{second};
  EXPECT_EQ(owner.number(), second);
  EXPECT_NE(elsewhere.number(), second);
}

TEST(Descriptor, a_released_number_is_its_taker_s_to_close) {
  const int fd = open_something();
  {
    Descriptor owner{fd};
    EXPECT_EQ(owner.release(), fd);
    EXPECT_FALSE(owner.is_open());
  }
  EXPECT_TRUE(is_open_number(fd));
  ::close(fd);
}

}  // namespace
}  // namespace shortread::tests
