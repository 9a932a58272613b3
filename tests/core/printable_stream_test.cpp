// Tests of reference/core/printable.hpp: text that arrives in pieces is shown as if it came whole.
#include <shortread/core/printable.hpp>

#include <tests/support/allocations.hpp>
#include <tests/support/streams.hpp>

namespace shortread {
namespace {

using namespace std::string_view_literals;
using tests::AllocationWatch;
using tests::Cuts;
using tests::Loan;

std::string shown_in_pieces(std::string_view text, const Cuts& cuts) {
  PrintableStream stream;
  std::string shown;
  for (const std::string_view piece : tests::pieces(text, cuts)) {
    const Loan loan{piece};
    shown += stream.add(loan.bytes());
  }
  return shown + stream.finish();
}

// header/3.5: a character cut by the network is printed whole
TEST(PrintableStream, how_text_is_cut_never_changes_what_is_shown) {
  for (const auto text : {"é€🙂\\ \x1b"sv, "a\xc3\xa9\xff\xe2\x82z"sv, "\xe2\x82\xe2\x82\xac\x80"sv,
                          "\xf0\x9f\x99\xf0\x9f\x99\x82"sv, "\xed\xa0\x80\xc0\xaf"sv,
                          "\xe0\x80\xaf\xf4\x90\x80\x80"sv, "\xc2\xa9\xe0\xa4\x85"sv,
                          "\u2028\u202e\u0085"sv, "\U0010ffff\U00010000"sv}) {
    tests::for_every_cut(text.size(), [&](const Cuts& cuts) {
      EXPECT_EQ(shown_in_pieces(text, cuts), printable(bytes_of(text)))
          << ::testing::PrintToString(cuts);
    });
  }
}

TEST(PrintableStream, what_is_decided_is_shown_at_once) {
  PrintableStream stream;
  EXPECT_EQ(stream.add(bytes_of("abc\xe2\x82")), "abc");
  EXPECT_EQ(stream.add(bytes_of("\xac"
                                "d")),
            "€d");
  EXPECT_EQ(stream.add(bytes_of("x")), "x");
  EXPECT_EQ(stream.finish(), "");
}

TEST(PrintableStream, bytes_that_can_no_longer_become_a_character_are_not_held_back) {
  PrintableStream stream;
  EXPECT_EQ(stream.add(bytes_of("\xe2")), "");
  EXPECT_EQ(stream.add(bytes_of("(")), "\\xe2(");
  EXPECT_EQ(stream.add(bytes_of("\x80")), "\\x80");
  for (const auto never : {"\xff", "\xf5", "\xc1", "\xc0"}) {
    EXPECT_EQ(stream.add(bytes_of(never)).size(), 4U) << never;
  }
}

// header/3.5: as many bytes as the first one promises, but no character: nothing still to come
// makes them one
TEST(PrintableStream, a_whole_character_that_is_none_is_not_held_back) {
  for (const auto none : {"\xe0\x80\xaf", "\xed\xa0\x80", "\xf0\x80\x80\xaf", "\xf4\x90\x80\x80"}) {
    PrintableStream stream;
    EXPECT_EQ(stream.add(bytes_of(none)), printable(bytes_of(none)));
  }
}

// A client prints through one stream for as long as it runs.
TEST(PrintableStream, text_that_ends_with_a_whole_character_leaves_no_memory_taken) {
  PrintableStream stream;
  const std::string text(10'000, 't');
  const AllocationWatch watch;
  EXPECT_EQ(stream.add(bytes_of(text)).size(), text.size());
  EXPECT_EQ(watch.bytes_live(), 0U);
}

TEST(PrintableStream, a_character_is_shown_with_its_last_byte) {
  for (const auto character : {"\xc2\xa9", "\xdf\xbf", "\xe0\xa4\x85", "\xef\xbf\xbd"}) {
    PrintableStream stream;
    EXPECT_EQ(stream.add(bytes_of(character)), character);
  }
}

TEST(PrintableStream, at_most_three_bytes_are_held_back) {
  PrintableStream stream;
  EXPECT_EQ(stream.add(bytes_of("\xf0\x9f\x99")), "");
  EXPECT_EQ(stream.finish(), "\\xf0\\x9f\\x99");
}

TEST(PrintableStream, a_finished_stream_begins_anew) {
  PrintableStream stream;
  EXPECT_EQ(stream.add(bytes_of("\xc3")), "");
  EXPECT_EQ(stream.finish(), "\\xc3");
  EXPECT_EQ(stream.finish(), "");
  EXPECT_EQ(stream.add(bytes_of("\xa9")), "\\xa9");
}

}  // namespace
}  // namespace shortread
