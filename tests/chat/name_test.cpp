// Names and messages: what may be one. chat/1.2, chat/2.3
#include <gtest/gtest.h>

#include <shortread/chat/name.hpp>

namespace shortread::chat {
namespace {

bool is_name(std::string_view text) { return !why_no_name(bytes_of(text)); }
bool is_message(std::string_view text) { return !why_no_message(bytes_of(text)); }

// chat/1.2
TEST(Name, has_1_to_32_bytes) {
  EXPECT_TRUE(is_name("a"));
  EXPECT_TRUE(is_name(std::string(32, 'a')));
  EXPECT_FALSE(is_name(""));
  EXPECT_FALSE(is_name(std::string(33, 'a')));
  EXPECT_TRUE(is_name("\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac"));  // 30 bytes
  EXPECT_FALSE(is_name("\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac"));
}

// chat/1.2
TEST(Name, is_utf_8) {
  EXPECT_TRUE(is_name("Zo\u00eb"));
  for (const std::string_view bad :
       {"\xff", "a\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80"}) {
    EXPECT_FALSE(is_name(bad));
  }
}

// chat/1.2
TEST(Name, has_no_control_characters) {
  using namespace std::string_view_literals;
  for (const std::string_view bad :
       {"a\nb"sv, "\x1b[2J"sv, "a\0b"sv, "\x7f"sv, "\u0080"sv, "a\u009f"sv, "\t"sv}) {
    EXPECT_FALSE(is_name(bad));
  }
  EXPECT_TRUE(is_name("a b"));
  EXPECT_TRUE(is_name("\u00a0"));
}

// chat/1.2
TEST(Name, is_not_the_server_s) {
  EXPECT_FALSE(is_name("server"));
  EXPECT_TRUE(is_name("Server"));
  EXPECT_TRUE(is_name("server2"));
}

// chat/2.3
TEST(Message, is_any_utf_8) {
  EXPECT_TRUE(is_message(""));
  EXPECT_TRUE(is_message("\x1b[2J\n"));
  EXPECT_TRUE(is_message(std::string(100, 'x') + "\u00e9"));
  EXPECT_FALSE(is_message(std::string(100, 'x') + "\xc3"));
  EXPECT_FALSE(is_message("\xa9"));
}

TEST(Message, is_looked_at_in_every_place) {
  for (std::size_t place = 0; place < 40; ++place) {
    std::string text(40, 'x');
    text[place] = '\xa9';
    EXPECT_FALSE(is_message(text)) << place;
  }
}

}  // namespace
}  // namespace shortread::chat
