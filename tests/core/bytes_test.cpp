// Tests of reference/core/bytes.hpp.
#include <shortread/core/bytes.hpp>

#include <string>

#include <gtest/gtest.h>

namespace shortread {
namespace {

TEST(Bytes, a_kibibyte_is_1024_bytes_and_a_mebibyte_1048576) {
  EXPECT_EQ(KiB, 1024U);
  EXPECT_EQ(MiB, 1'048'576U);
}

TEST(Bytes, bytes_of_a_text_are_its_own_memory) {
  const std::string text = "hello";
  const ByteView bytes = bytes_of(text);
  EXPECT_EQ(static_cast<const void*>(bytes.data()), text.data());
  EXPECT_EQ(bytes.size(), 5U);
}

TEST(Bytes, text_of_bytes_is_their_own_memory) {
  const Bytes bytes(5, std::byte{'a'});
  const std::string_view text = text_of(bytes);
  EXPECT_EQ(static_cast<const void*>(text.data()), bytes.data());
  EXPECT_EQ(text.size(), 5U);
}

// header/1.5: bytes are counted, never characters.
TEST(Bytes, a_character_of_two_bytes_counts_as_two) { EXPECT_EQ(bytes_of("é").size(), 2U); }

TEST(Bytes, every_byte_value_survives_the_way_to_text_and_back) {
  std::string text;
  for (int value = 0; value < 256; ++value) text += static_cast<char>(value);
  EXPECT_EQ(bytes_of(text)[255], std::byte{255});
  EXPECT_EQ(text_of(bytes_of(text)), text);
}

TEST(Bytes, nothing_stays_nothing) {
  EXPECT_TRUE(bytes_of("").empty());
  EXPECT_TRUE(text_of({}).empty());
}

}  // namespace
}  // namespace shortread
