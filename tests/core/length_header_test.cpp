// Tests of reference/core/length_header.hpp.
#include <shortread/core/length_header.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/core/printable.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace shortread {
namespace {

using requirements::by_the_book::wrong_byte;

std::expected<std::uint64_t, std::size_t> parse(std::string_view header) {
  EXPECT_EQ(header.size(), header_bytes) << '"' << header << '"';
  return parse_length_header(HeaderView{bytes_of(header).first<header_bytes>()});
}

std::string format(std::uint64_t length) {
  return std::string{text_of(format_length_header(length))};
}

/// Zero, the largest, both sides of each power of ten and of 2^32.
std::set<std::uint64_t> lengths_at_borders() {
  std::set<std::uint64_t> lengths{0, 1, 4'294'967'295, 4'294'967'296, 4'294'967'297, 9'999'999'999};
  for (std::uint64_t power = 10; power <= 1'000'000'000; power *= 10) {
    lengths.insert({power - 1, power, power + 1});
  }
  return lengths;
}

void expect_refused_at(std::string_view header, std::size_t offset) {
  SCOPED_TRACE(printable(bytes_of(header)));
  const auto length = parse(header);
  ASSERT_FALSE(length.has_value()) << "accepted as " << *length;
  EXPECT_EQ(length.error(), offset);
}

// All that the parser and the prefix judge say of `header` is what docs/wire.md says of it.
void expect_judged_by_the_book(std::string_view header) {
  const auto wrong = wrong_byte(header);
  EXPECT_EQ(first_wrong_byte(bytes_of(header)), wrong) << printable(bytes_of(header));
  if (header.size() < header_bytes) return;
  const auto length = parse(header);
  ASSERT_EQ(length.has_value(), !wrong.has_value()) << printable(bytes_of(header));
  if (wrong) {
    EXPECT_EQ(length.error(), *wrong);
  } else {
    EXPECT_EQ(*length, std::stoull(std::string{header}));
  }
}

/// Every text of up to `size_max` of these characters.
void judge_all_texts(std::string_view characters, std::size_t size_max, std::string& text) {
  expect_judged_by_the_book(text);
  if (text.size() == size_max || ::testing::Test::HasFailure()) return;
  for (const char character : characters) {
    text += character;
    judge_all_texts(characters, size_max, text);
    text.pop_back();
  }
}

// header/1.1
TEST(LengthHeader, a_length_is_written_as_digits_then_spaces_up_to_ten_bytes) {
  EXPECT_EQ(format(0), "0         ");
  EXPECT_EQ(format(7), "7         ");
  EXPECT_EQ(format(42), "42        ");
  EXPECT_EQ(format(1'048'576), "1048576   ");
  EXPECT_EQ(format(1'000'000'000), "1000000000");
}

// header/1.1
TEST(LengthHeader, every_border_length_is_written_in_decimal) {
  for (const std::uint64_t length : lengths_at_borders()) {
    std::string expected = std::to_string(length);
    expected.resize(10, ' ');
    EXPECT_EQ(format(length), expected);
  }
}

// header/1.1, header/1.2
TEST(LengthHeader, every_border_length_is_read_back_as_written) {
  for (const std::uint64_t length : lengths_at_borders()) {
    EXPECT_EQ(parse(format(length)), length);
  }
}

// header/1.4
TEST(LengthHeader, ten_digits_pass_two_to_the_32nd) {
  EXPECT_EQ(payload_bytes_max, 9'999'999'999U);
  EXPECT_EQ(format(4'294'967'296), "4294967296");
  EXPECT_EQ(parse("4294967301"), 4'294'967'301U);
  EXPECT_EQ(parse("9999999999"), payload_bytes_max);
}

// header/1.2, header/1.3
TEST(LengthHeader, a_sign_is_refused) {
  expect_refused_at("+5        ", 0);
  expect_refused_at("-5        ", 0);
  expect_refused_at("5-        ", 1);
}

// header/1.2, header/1.3
TEST(LengthHeader, an_underscore_is_refused) { expect_refused_at("1_0       ", 1); }

// header/1.2, header/1.3
TEST(LengthHeader, a_tab_or_a_line_end_is_refused_where_a_space_belongs) {
  expect_refused_at("5\t        ", 1);
  expect_refused_at("42       \n", 9);
  expect_refused_at("42\r       ", 2);
}

// header/1.2, header/1.3
TEST(LengthHeader, a_leading_space_is_refused) {
  expect_refused_at(" 5        ", 0);
  expect_refused_at("         5", 0);
  expect_refused_at("          ", 0);
}

// header/1.2, header/1.3
TEST(LengthHeader, a_digit_after_a_space_is_refused) {
  expect_refused_at("1 0       ", 2);
  expect_refused_at("12       3", 9);
  expect_refused_at("0 0       ", 2);
}

// header/1.2, header/1.3
TEST(LengthHeader, a_nul_is_refused) {
  using namespace std::string_view_literals;
  expect_refused_at("5\0        "sv, 1);
  expect_refused_at("\0\0\0\0\0\0\0\0\0\0"sv, 0);
}

// header/1.2, header/1.3
TEST(LengthHeader, a_digit_of_another_script_is_refused) {
  expect_refused_at("٥        ", 0);
  expect_refused_at("1５      ", 1);
}

// header/1.2, header/1.3
TEST(LengthHeader, hexadecimal_fractions_and_exponents_are_refused) {
  expect_refused_at("0x10      ", 1);
  expect_refused_at("1.0       ", 1);
  expect_refused_at("1e3       ", 1);
}

// header/1.1, header/1.3: after a first 0 a sender writes spaces only.
TEST(LengthHeader, a_leading_zero_is_refused_at_the_second_byte) {
  expect_refused_at("05        ", 1);
  expect_refused_at("00        ", 1);
  expect_refused_at("0000000042", 1);
}

// header/1.2, header/1.3
TEST(LengthHeader, every_byte_value_at_every_place_is_judged_by_the_book) {
  for (const std::string_view good :
       {"0         ", "5         ", "42        ", "100       ", "123456789 ", "9999999999"}) {
    for (std::size_t place = 0; place < header_bytes; ++place) {
      for (int value = 0; value < 256; ++value) {
        std::string header{good};
        header[place] = static_cast<char>(value);
        expect_judged_by_the_book(header);
      }
    }
  }
}

// header/1.2, header/1.3
TEST(LengthHeader, every_header_and_part_of_one_is_judged_by_the_book) {
  std::string text;
  judge_all_texts("01 ", 10, text);
  judge_all_texts("09 x", 7, text);
}

/// Behind the header stands what must not be read as part of it.
std::optional<std::uint64_t> parse_short(const std::string& header) {
  const std::string stream = "xxxx" + header + "x";
  return length_header::parse_short(HeaderView{bytes_of(stream).subspan<4, header_bytes>()});
}

// header/1.2: the short way is an optimisation, so only a test that calls it sees it not taken.
TEST(LengthHeader, the_short_way_reads_every_length_of_1_to_9999) {
  for (std::uint64_t length = 1; length <= 9999; ++length) {
    ASSERT_EQ(parse_short(format(length)), length);
  }
}

// header/1.3
TEST(LengthHeader, the_short_way_leaves_other_lengths_and_bad_headers_to_the_long_one) {
  for (const auto* header :
       {"0         ", "10000     ", "9999999999", "          ", " 5        ", "1 0       ",
        "1 0 0     ", "05        ", "+5        ", "5        x"}) {
    EXPECT_EQ(parse_short(header), std::nullopt) << header;
  }
}

// header/2.7: what can still become a header is waited for.
TEST(LengthHeader, every_beginning_of_a_good_header_may_still_become_one) {
  for (const std::uint64_t length : lengths_at_borders()) {
    const std::string header = format(length);
    for (std::size_t size = 0; size <= header_bytes; ++size) {
      EXPECT_EQ(first_wrong_byte(bytes_of(header).first(size)), std::nullopt) << header;
    }
  }
}

#ifndef NDEBUG
// header/1.4
TEST(LengthHeaderDeathTest, a_length_of_eleven_digits_is_our_own_bug) {
  EXPECT_DEATH((void)format_length_header(payload_bytes_max + 1), "payload_bytes_max");
}
#endif

}  // namespace
}  // namespace shortread
