// header_client: a header that no sender writes is refused at once, with cause and offset, exit 1.
#include <gtest/gtest.h>
#include <tests/lessons/played_stream.hpp>

namespace shortread::tests {
namespace {

using namespace std::string_literals;

struct Refused {
  std::string header;
  std::string complaint;
};

std::ostream& operator<<(std::ostream& out, const Refused& refused) {
  return out << refused.complaint;
}

class HeaderClientRefuses : public ::testing::TestWithParam<Refused> {};

// header/1.2, header/1.3, header/2.7: the stream stays open, and is not waited for
TEST_P(HeaderClientRefuses, a_header_no_sender_writes) {
  PlayedStream stream{"header_client"};
  stream.send(GetParam().header);
  stream.expect(1, "");
  EXPECT_TRUE(stream.client().complains("header_client: " + GetParam().complaint))
      << stream.client().errors();
}

// header/1.3, header/2.4, header/2.3: the offset counts from the stream's first byte
TEST_P(HeaderClientRefuses, it_after_good_frames_that_are_printed) {
  PlayedStream stream{"header_client", {"--recv", "1KiB"}};
  stream.send(frame("good") + frame("day") + GetParam().header);
  stream.expect(1, "good\nday\n");
  const std::string cause = GetParam().complaint.substr(0, GetParam().complaint.find(" at byte"));
  EXPECT_TRUE(stream.client().complains("header_client: " + cause + " at byte "))
      << stream.client().errors();
}

const std::string malformed = "malformed header at byte ";

INSTANTIATE_TEST_SUITE_P(
    Malformed, HeaderClientRefuses,
    ::testing::Values(
        Refused{"-5        ", malformed + "0: '-'"}, Refused{"+5        ", malformed + "0: '+'"},
        Refused{"1_0       ", malformed + "1: '_'"}, Refused{"xyz       ", malformed + "0: 'x'"},
        Refused{" 5        ", malformed + "0: ' '"}, Refused{"         5", malformed + "0: ' '"},
        Refused{"          ", malformed + "0: ' '"},
        Refused{"5\t        ", malformed + "1: '\\x09'"},
        Refused{"5\n        ", malformed + "1: '\\x0a'"},
        Refused{"5\0        "s, malformed + "1: '\\x00'"},
        Refused{std::string(10, '\0'), malformed + "0: '\\x00'"},
        Refused{"00        ", malformed + "1: '0'"}, Refused{"05        ", malformed + "1: '5'"},
        Refused{"0x10      ", malformed + "1: 'x'"}, Refused{"1 0       ", malformed + "2: '0'"},
        Refused{"5        5", malformed + "9: '5'"}, Refused{"1e3       ", malformed + "1: 'e'"},
        Refused{"5.0       ", malformed + "1: '.'"},
        Refused{"\xD9\xA5        ", malformed + "0: '\\xd9'"},
        Refused{"5\xC2\xA0       ", malformed + "1: '\\xc2'"},
        Refused{"\x1b[2J      ", malformed + "0: '\\x1b'"},
        Refused{"GET / HTTP/1.1\r\n", malformed + "0: 'G'"}));

const std::string over = "frame over the limit at byte 0: ";

// header/1.4, header/1.6: 4294967301 is 5 in 32 bits
INSTANTIATE_TEST_SUITE_P(
    OverTheLimit, HeaderClientRefuses,
    ::testing::Values(Refused{"1048577   ",
                              over + "1048577 bytes announced, 1048576 bytes allowed"},
                      Refused{"4294967301", over + "4294967301 bytes announced"},
                      Refused{"9999999999", over + "9999999999 bytes announced"}));

// header/2.7: the wrong byte alone is enough
TEST(HeaderClientRefusal, does_not_wait_for_the_rest_of_a_header) {
  PlayedStream stream{"header_client"};
  stream.piece("1").send("x");
  stream.expect(1, "");
  EXPECT_TRUE(stream.client().complains("malformed header at byte 1: 'x'"));
}

// header/1.3, header/2.3
TEST(HeaderClientRefusal, counts_its_offset_from_the_first_byte_of_the_stream) {
  for (const char* const recv : {"1", "3", "1024"}) {
    PlayedStream stream{"header_client", {"--recv", recv}};
    stream.send(frame("four") + frame("") + "12_");
    stream.expect(1, "four\n\n");
    EXPECT_TRUE(stream.client().complains("malformed header at byte 26: '_'"))
        << stream.client().errors();
  }
}

// header/2.6: a good frame after a bad header is not believed
TEST(HeaderClientRefusal, is_final) {
  PlayedStream stream{"header_client", {"--recv", "1KiB"}};
  stream.send("+5        hello" + frame("believe me"));
  stream.expect(1, "");
}

// header/1.6
TEST(HeaderClientLimit, takes_exactly_as_much_as_asked) {
  PlayedStream stream{"header_client", {"--limit", "5"}};
  stream.piece(frame("12345")).close();
  stream.expect(0, "12345\n");
}

// header/1.6
TEST(HeaderClientLimit, refuses_one_byte_more_at_the_header) {
  PlayedStream stream{"header_client", {"--limit", "5"}};
  stream.send("6         ");
  stream.expect(1, "");
  EXPECT_TRUE(stream.client().complains("at byte 0: 6 bytes announced, 5 bytes allowed"));
}

TEST(HeaderClientLimit, of_nothing_takes_empty_frames) {
  PlayedStream stream{"header_client", {"--limit", "0"}};
  stream.piece(frame("") + frame("")).send("1         x");
  stream.expect(1, "\n\n");
}

}  // namespace
}  // namespace shortread::tests
