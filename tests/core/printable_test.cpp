// Tests of reference/core/printable.hpp: what a terminal may see of a peer's bytes.
#include <shortread/core/printable.hpp>

namespace shortread {
namespace {

using namespace std::string_literals;

std::string shown(std::string_view text) { return printable(bytes_of(text)); }

// header/3.5
TEST(Printable, plain_text_is_shown_as_it_is) {
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown(" Hello, world~"), " Hello, world~");
}

// header/3.5
TEST(Printable, valid_characters_of_two_three_and_four_bytes_are_shown_as_they_are) {
  EXPECT_EQ(shown("é ß € 日本 🙂 𝄞"), "é ß € 日本 🙂 𝄞");
  EXPECT_EQ(shown("\u00a0\u07ff\u0800\ud7ff\ue000\uffff"), "\u00a0\u07ff\u0800\ud7ff\ue000\uffff");
  EXPECT_EQ(shown("\U00010000\U0010ffff"), "\U00010000\U0010ffff");
}

// header/3.5
TEST(Printable, a_backslash_is_doubled) { EXPECT_EQ(shown("a\\b"), "a\\\\b"); }

// header/3.5
TEST(Printable, every_control_character_is_escaped_in_lower_case_hex) {
  EXPECT_EQ(shown("\x1b[31m"), "\\x1b[31m");
  EXPECT_EQ(shown("a\nb\rc\td"), "a\\x0ab\\x0dc\\x09d");
  EXPECT_EQ(shown("\x7f"), "\\x7f");
  EXPECT_EQ(shown("\0"s), "\\x00");
  for (char c = 0; c < ' '; ++c) EXPECT_EQ(shown(std::string(1, c)).size(), 4U) << int{c};
}

// header/3.5
TEST(Printable, the_controls_of_two_bytes_are_escaped_and_their_neighbours_are_not) {
  EXPECT_EQ(shown("\xc2\x80"), "\\xc2\\x80");
  EXPECT_EQ(shown("\xc2\x9b"), "\\xc2\\x9b");
  EXPECT_EQ(shown("\xc2\x9f"), "\\xc2\\x9f");
  EXPECT_EQ(shown("\xc2\xa0"), "\xc2\xa0");
  EXPECT_EQ(shown("~\x7f\xc2\x80"), "~\\x7f\\xc2\\x80");
}

// header/3.5
TEST(Printable, line_and_paragraph_separators_are_escaped) {
  EXPECT_EQ(shown("\u2028"), "\\xe2\\x80\\xa8");
  EXPECT_EQ(shown("\u2029"), "\\xe2\\x80\\xa9");
  EXPECT_EQ(shown("\u2027"), "\u2027");
}

// header/3.5
TEST(Printable, bidirectional_overrides_are_escaped_and_their_neighbours_are_not) {
  for (const char* text : {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e"}) {
    EXPECT_EQ(shown(text).substr(0, 8), "\\xe2\\x80");
  }
  for (const char* text : {"\u2066", "\u2067", "\u2068", "\u2069"}) {
    EXPECT_EQ(shown(text).substr(0, 8), "\\xe2\\x81");
  }
  for (const char* text : {"\u202f", "\u2065", "\u206a"}) EXPECT_EQ(shown(text), text);
}

// header/3.5
TEST(Printable, bytes_that_are_no_utf_8_are_escaped_one_by_one) {
  EXPECT_EQ(shown("\xff"), "\\xff");
  EXPECT_EQ(shown("a\x80z"), "a\\x80z");  // a trail byte alone
  EXPECT_EQ(shown("\xc3"), "\\xc3");      // cut short by the end
  EXPECT_EQ(shown("\xc3("), "\\xc3(");    // by another character
  EXPECT_EQ(shown("\xe2\x82"), "\\xe2\\x82");
  EXPECT_EQ(shown("\xf0\x9f\x99"), "\\xf0\\x9f\\x99");
  EXPECT_EQ(shown("\xc0\xaf"), "\\xc0\\xaf");  // overlong "/"
  EXPECT_EQ(shown("\xe0\x80\xaf"), "\\xe0\\x80\\xaf");
  EXPECT_EQ(shown("\xed\xa0\x80"), "\\xed\\xa0\\x80");           // a surrogate
  EXPECT_EQ(shown("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");  // past U+10FFFF
  EXPECT_EQ(shown("\xf8\x88\x80\x80\x80"), "\\xf8\\x88\\x80\\x80\\x80");
}

// header/3.5
TEST(Printable, text_after_a_wrong_byte_is_shown_again) {
  EXPECT_EQ(shown("ab\xff\x63 é\xe2(€"), "ab\\xffc é\\xe2(€");
}

// header/3.5: whatever comes, a terminal sees no control and each byte is told.
TEST(Printable, every_byte_alone_is_either_itself_or_its_escape) {
  for (int value = 0; value < 256; ++value) {
    const std::string byte(1, static_cast<char>(value));
    const bool is_plain = value >= ' ' && value <= '~' && value != '\\';
    EXPECT_EQ(shown(byte).size(), is_plain ? 1U : value == '\\' ? 2U : 4U) << value;
  }
}

}  // namespace
}  // namespace shortread
