// Sizes as people write them: what is taken, what is refused, and how they are written.
#include <shortread/programs/size.hpp>

#include <limits>

#include <gtest/gtest.h>

namespace shortread {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

TEST(Size, digits_alone_are_bytes) {
  EXPECT_EQ(parse_size("0"), 0U);
  EXPECT_EQ(parse_size("4096"), 4096U);
  EXPECT_EQ(parse_size("18446744073709551615"), most);
}

TEST(Size, a_unit_multiplies) {
  EXPECT_EQ(parse_size("64KiB"), 65'536U);
  EXPECT_EQ(parse_size("4MiB"), 4'194'304U);
  EXPECT_EQ(parse_size("1GiB"), 1'073'741'824U);
  EXPECT_EQ(parse_size("0GiB"), 0U);
}

TEST(Size, what_passes_64_bits_is_refused) {
  EXPECT_EQ(parse_size("17179869183GiB"), 17'179'869'183U << 30U);
  EXPECT_EQ(parse_size("17179869184GiB"), std::nullopt);
  EXPECT_EQ(parse_size("18014398509481984KiB"), std::nullopt);
  EXPECT_EQ(parse_size("18446744073709551616"), std::nullopt);
}

TEST(Size, any_other_text_is_refused) {
  for (const std::string_view text :
       {"", " ", "KiB", "-1", "+1", " 1", "1 ", "1 KiB", "1kib", "1KB", "1K", "1KiBs", "1.5MiB",
        "0x10", "1e3", "1_000", "twelve", "1KiB2", "\xD9\xA5"}) {
    EXPECT_EQ(parse_size(text), std::nullopt) << '"' << text << '"';
  }
}

TEST(Size, the_largest_unit_that_fits_is_written) {
  EXPECT_EQ(format_size(0), "0");
  EXPECT_EQ(format_size(1), "1");
  EXPECT_EQ(format_size(1023), "1023");
  EXPECT_EQ(format_size(1024), "1KiB");
  EXPECT_EQ(format_size(65'537), "65537");
  EXPECT_EQ(format_size(1'048'576), "1MiB");
  EXPECT_EQ(format_size(1'049'600), "1025KiB");
  EXPECT_EQ(format_size(3'221'225'472), "3GiB");
  EXPECT_EQ(format_size(most), "18446744073709551615");
}

TEST(Size, what_is_written_is_read_back) {
  for (unsigned shift = 0; shift < 64; ++shift) {
    const std::uint64_t power = std::uint64_t{1} << shift;
    for (const std::uint64_t bytes : {power - 1, power, power + 1, most - power}) {
      EXPECT_EQ(parse_size(format_size(bytes)), bytes);
    }
  }
}

}  // namespace
}  // namespace shortread
