// The log: each byte once, in order, until nobody needs it.
#include <gtest/gtest.h>

#include <string>

#include <shortread/chat/room_log.hpp>
#include <tests/support/random.hpp>

namespace shortread::chat {
namespace {

std::string read_all(const RoomLog& log, RoomLog::Position from) {
  std::string text;
  while (from < log.end()) {
    const ByteView part = log.read(from, log.end());
    text += text_of(part);
    from += part.size();
  }
  return text;
}

TEST(RoomLog, gives_back_what_was_appended) {
  RoomLog log;
  EXPECT_TRUE(log.read(0, 0).empty());
  log.append(bytes_of("hello "));
  log.append(bytes_of("world"));
  EXPECT_EQ(read_all(log, 0), "hello world");
  EXPECT_EQ(read_all(log, 6), "world");
  EXPECT_EQ(text_of(log.read(2, 4)), "ll");
}

TEST(RoomLog, goes_on_across_its_pieces) {
  RoomLog log;
  std::string all;
  tests::Random random{1};
  while (all.size() < 300 * KiB) {
    const std::string more(1 + random.below(40'000), static_cast<char>('a' + random.below(26)));
    log.append(bytes_of(more));
    all += more;
  }
  EXPECT_EQ(read_all(log, 0), all);
  for (int i = 0; i < 100; ++i) {
    const std::size_t from = random.below(all.size());
    EXPECT_EQ(read_all(log, from), all.substr(from));
  }
}

TEST(RoomLog, forgets_only_what_it_is_told_to) {
  RoomLog log;
  const std::string all(200 * KiB, 'x');
  log.append(bytes_of(all));
  log.forget_before(100 * KiB);
  EXPECT_EQ(log.begin(), 100 * KiB);
  EXPECT_EQ(read_all(log, 100 * KiB).size(), 100 * KiB);
  log.forget_before(10);  // already forgotten
  EXPECT_EQ(log.begin(), 100 * KiB);
  log.forget_before(log.end());
  EXPECT_EQ(read_all(log, log.end()), "");
  log.append(bytes_of("more"));
  EXPECT_EQ(read_all(log, log.end() - 4), "more");
}

// chat/4.3: what nobody needs takes no memory.
TEST(RoomLog, holds_no_more_than_what_is_unread_and_two_pieces) {
  RoomLog log;
  const std::string some(10 * KiB, 'x');
  EXPECT_EQ(log.bytes_held(), 0U);
  log.append(bytes_of(some));
  EXPECT_EQ(log.bytes_held(), 64 * KiB);
  log.append(bytes_of(std::string(54 * KiB, 'x')));
  log.forget_before(64 * KiB);
  EXPECT_EQ(log.bytes_held(), 64 * KiB);  // kept for what comes next
  log.append(bytes_of(some));
  EXPECT_EQ(log.bytes_held(), 64 * KiB);
  for (int i = 0; i < 1000; ++i) {
    log.append(bytes_of(some));
    if (log.end() > MiB) log.forget_before(log.end() - MiB);
    EXPECT_LE(log.bytes_held(), log.end() - log.begin() + 128 * KiB);
  }
}

}  // namespace
}  // namespace shortread::chat
