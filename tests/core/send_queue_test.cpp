// Tests of reference/core/send_queue.hpp.
#include <shortread/core/send_queue.hpp>

#include <tests/support/random.hpp>

namespace shortread {
namespace {

using tests::Random;

std::string pending(const SendQueue& queue) { return std::string{text_of(queue.peek())}; }

TEST(SendQueue, a_fresh_queue_is_empty) {
  const SendQueue queue;
  EXPECT_TRUE(queue.is_empty());
  EXPECT_EQ(queue.bytes_pending(), 0U);
  EXPECT_EQ(pending(queue), "");
}

TEST(SendQueue, what_was_pushed_is_pending_in_order) {
  SendQueue queue;
  EXPECT_TRUE(queue.push(bytes_of("one ")));
  EXPECT_TRUE(queue.push(bytes_of("two")));
  EXPECT_EQ(pending(queue), "one two");
  EXPECT_EQ(queue.bytes_pending(), 7U);
  EXPECT_FALSE(queue.is_empty());
}

TEST(SendQueue, peeking_takes_nothing_away) {
  SendQueue queue;
  EXPECT_TRUE(queue.push(bytes_of("abc")));
  EXPECT_EQ(pending(queue), "abc");
  EXPECT_EQ(pending(queue), "abc");
}

// raw/1.1: what one send did not take is sent by the next
TEST(SendQueue, a_partial_commit_leaves_exactly_the_rest) {
  SendQueue queue;
  EXPECT_TRUE(queue.push(bytes_of("abcdefgh")));
  queue.commit(3);
  EXPECT_EQ(pending(queue), "defgh");
  EXPECT_EQ(queue.bytes_pending(), 5U);
  queue.commit(0);
  EXPECT_EQ(pending(queue), "defgh");
  queue.commit(2);
  EXPECT_EQ(pending(queue), "fgh");
  queue.commit(3);
  EXPECT_TRUE(queue.is_empty());
}

TEST(SendQueue, pushing_after_a_partial_commit_appends_to_the_rest) {
  SendQueue queue;
  EXPECT_TRUE(queue.push(bytes_of("abc")));
  queue.commit(1);
  EXPECT_TRUE(queue.push(bytes_of("de")));
  EXPECT_EQ(pending(queue), "bcde");
}

// header/3.3
TEST(SendQueue, exactly_the_limit_is_taken_and_one_byte_more_is_not) {
  SendQueue queue{QueueLimit{4}};
  EXPECT_TRUE(queue.push(bytes_of("abcd")));
  EXPECT_FALSE(queue.push(bytes_of("e")));
  EXPECT_TRUE(queue.push(bytes_of("")));
}

// header/3.3
TEST(SendQueue, one_push_longer_than_the_limit_is_refused_by_an_empty_queue) {
  SendQueue queue{QueueLimit{4}};
  EXPECT_FALSE(queue.push(bytes_of("abcde")));
  EXPECT_TRUE(queue.is_empty());
}

// header/3.3
TEST(SendQueue, a_refused_push_changes_nothing) {
  SendQueue queue{QueueLimit{4}};
  EXPECT_TRUE(queue.push(bytes_of("abc")));
  EXPECT_FALSE(queue.push(bytes_of("de")));
  EXPECT_EQ(pending(queue), "abc");
  EXPECT_TRUE(queue.push(bytes_of("d")));
  EXPECT_EQ(pending(queue), "abcd");
}

// header/3.3
TEST(SendQueue, the_limit_counts_what_is_pending_not_what_was_taken) {
  SendQueue queue{QueueLimit{4}};
  EXPECT_TRUE(queue.push(bytes_of("abcd")));
  queue.commit(1);
  EXPECT_TRUE(queue.push(bytes_of("e")));
  EXPECT_FALSE(queue.push(bytes_of("f")));
  EXPECT_EQ(pending(queue), "bcde");
}

TEST(SendQueue, the_default_limit_is_one_MiB) { EXPECT_EQ(QueueLimit{}.bytes, 1'048'576U); }

TEST(SendQueue, any_order_of_pushes_and_commits_keeps_every_byte_once_and_in_order) {
  for (std::uint64_t seed = 1; seed <= 500 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random{seed};
    const std::uint64_t limit = 1 + random.below(60);
    SendQueue queue{QueueLimit{limit}};
    std::string model;
    for (int step = 0; step < 100; ++step) {
      if (random.once_in(2)) {
        const std::string bytes(random.below(20), random.one_of("abcdefghij"));
        const bool fits = model.size() + bytes.size() <= limit;
        ASSERT_EQ(queue.push(bytes_of(bytes)), fits);
        if (fits) model += bytes;
      } else {
        const std::size_t taken = random.below(model.size() + 1);
        queue.commit(taken);
        model.erase(0, taken);
      }
      ASSERT_EQ(pending(queue), model);
      ASSERT_EQ(queue.bytes_pending(), model.size());
      ASSERT_EQ(queue.is_empty(), model.empty());
    }
  }
}

#ifndef NDEBUG
TEST(SendQueueDeathTest, committing_more_than_is_pending_is_our_own_bug) {
  SendQueue queue;
  EXPECT_TRUE(queue.push(bytes_of("ab")));
  EXPECT_DEATH(queue.commit(3), "bytes_pending");
}
#endif

}  // namespace
}  // namespace shortread
