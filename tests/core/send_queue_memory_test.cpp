// Tests of reference/core/send_queue.hpp: memory stays with what is pending, however long it runs.
#include <shortread/core/send_queue.hpp>

#include <chrono>
#include <string>

#include <gtest/gtest.h>
#include <tests/support/allocations.hpp>

namespace shortread {
namespace {

using tests::AllocationWatch;

// header/3.3
TEST(SendQueueMemory, a_queue_that_is_never_quite_empty_does_not_grow) {
  SendQueue queue;
  const std::string piece(100, 'p');
  EXPECT_TRUE(queue.push(bytes_of(piece)));
  const AllocationWatch watch;
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_TRUE(queue.push(bytes_of(piece)));
    queue.commit(100);
  }
  EXPECT_EQ(queue.bytes_pending(), 100U);
  EXPECT_LE(watch.bytes_live(), 1000U);
}

TEST(SendQueueMemory, what_was_taken_is_forgotten_once_it_is_half_of_all) {
  SendQueue queue;
  EXPECT_TRUE(queue.push(bytes_of("abcdefgh")));
  const std::byte* const begin = queue.peek().data();
  queue.commit(3);
  EXPECT_EQ(queue.peek().data(), begin + 3);
  queue.commit(1);
  EXPECT_EQ(queue.peek().data(), begin);
  EXPECT_EQ(text_of(queue.peek()), "efgh");
}

// A kernel that takes one byte at a time must not make us move a megabyte for each.
TEST(SendQueueMemory, a_long_queue_taken_byte_by_byte_is_moved_few_times) {
  constexpr std::size_t size = 1'000'000;
  SendQueue queue;
  EXPECT_TRUE(queue.push(bytes_of(std::string(size, 'q'))));
  const std::byte* begin = queue.peek().data();
  std::size_t moves = 0;
  for (std::size_t i = 0; i + 1 < size; ++i) {
    queue.commit(1);
    moves += queue.peek().data() != begin + 1 ? 1 : 0;
    begin = queue.peek().data();
  }
  EXPECT_LE(moves, 21U);  // each halves what is left
  EXPECT_GE(moves, 1U);
}

}  // namespace
}  // namespace shortread
