// header_client: what it prints is safe for a terminal, and nothing but messages.
#include <gtest/gtest.h>
#include <tests/lessons/ended_program.hpp>
#include <tests/lessons/played_stream.hpp>

namespace shortread::tests {
namespace {

using namespace std::string_literals;

struct Printed {
  std::string payload;
  std::string line;
};

std::ostream& operator<<(std::ostream& out, const Printed& printed) { return out << printed.line; }

class HeaderClientPrints : public ::testing::TestWithParam<Printed> {};

// header/3.5
TEST_P(HeaderClientPrints, one_line_that_no_terminal_obeys) {
  PlayedStream stream{"header_client"};
  stream.piece(frame(GetParam().payload)).close();
  stream.expect(0, GetParam().line + "\n");
}

INSTANTIATE_TEST_SUITE_P(
    Payload, HeaderClientPrints,
    ::testing::Values(Printed{"plain", "plain"}, Printed{"née 日本 😀", "née 日本 😀"},
                      Printed{"\x1b[31mred\x1b[0m", R"(\x1b[31mred\x1b[0m)"},
                      Printed{"two\nlines\r\n", R"(two\x0alines\x0d\x0a)"},
                      Printed{"a\tb\bc\x7f", R"(a\x09b\x08c\x7f)"},
                      Printed{"nul\0here"s, R"(nul\x00here)"},
                      Printed{R"(back\slash)", R"(back\\slash)"}, Printed{R"(\x1b)", R"(\\x1b)"},
                      Printed{"\xff\xfe", R"(\xff\xfe)"}, Printed{"cut \xC3", R"(cut \xc3)"},
                      Printed{"overlong \xC0\xAF", R"(overlong \xc0\xaf)"},
                      Printed{"surrogate \xED\xA0\x80", R"(surrogate \xed\xa0\x80)"},
                      Printed{"c1 \xC2\x9B", R"(c1 \xc2\x9b)"},
                      Printed{"bidi \xE2\x80\xAE", R"(bidi \xe2\x80\xae)"},
                      Printed{"  spaces  ", "  spaces  "}));

// header/3.5
TEST(HeaderClientOutput, what_it_says_about_reads_and_errors_is_escaped_too) {
  PlayedStream stream{"header_client"};
  stream.send("\x1b]0;owned\x07");
  stream.expect(1, "");
  EXPECT_TRUE(stream.client().complains(R"(|\x1b]0;owned\x07|)")) << stream.client().errors();
  EXPECT_EQ(stream.client().errors().find('\x1b'), std::string::npos);
  EXPECT_EQ(stream.client().errors().find('\x07'), std::string::npos);
}

TEST(HeaderClientOutput, shows_reads_on_standard_error_alone) {
  PlayedStream stream{"header_client", {"--recv", "8"}};
  stream.piece("3         abc").close();
  stream.expect(0, "abc\n");
  EXPECT_EQ(stream.client().errors(),
            "header_client: recv 8 |3       |\nheader_client: recv 5 |  abc|\n");
}

TEST(HeaderClientOutput, is_silent_about_reads_unless_asked) {
  const Listener listener = listen_anywhere();
  ChildProcess client{program("header_client"), {"--port", std::to_string(listener.local.port)}};
  must(send_all(must(accept_one(listener)), bytes_of(frame("abc"))));
  EXPECT_EQ(client.exit_code(), 0);
  EXPECT_EQ(client.output(), "abc\n");
  EXPECT_EQ(client.errors(), "");
}

// A message is on the screen while its server still talks, not when it has gone.
TEST(HeaderClientOutput, prints_each_message_as_it_comes) {
  PlayedStream stream{"header_client"};
  stream.piece(frame("now"));
  EXPECT_EQ(stream.client().next_line(), "now");
  stream.piece(frame("then"));
  EXPECT_EQ(stream.client().next_line(), "then");
}

class HeaderProgramOptions : public ::testing::TestWithParam<std::vector<std::string>> {};

TEST_P(HeaderProgramOptions, that_are_wrong_are_said_and_exit_64) {
  std::vector<std::string> arguments = GetParam();
  const std::string name = arguments.front();
  arguments.erase(arguments.begin());
  const Ended ended = run(name, arguments);
  EXPECT_EQ(ended.exit_code, 64) << ended.errors;
  EXPECT_EQ(ended.output, "");
  EXPECT_NE(ended.errors.find(name + ": "), std::string::npos) << ended.errors;
}

INSTANTIATE_TEST_SUITE_P(
    Wrong, HeaderProgramOptions,
    ::testing::Values(
        Arguments{"header_client", "--port", "65536"}, Arguments{"header_client", "--port", "-1"},
        Arguments{"header_client", "--port", "http"}, Arguments{"header_client", "--recv", "0"},
        Arguments{"header_client", "--recv", "65MiB"}, Arguments{"header_client", "--recv", "-1"},
        Arguments{"header_client", "--limit", "10000000000"},
        Arguments{"header_client", "--limit", "1KB"}, Arguments{"header_client", "--nonsense"},
        Arguments{"header_client", "--port"}, Arguments{"header_client", "extra"},
        Arguments{"header_server", "--every", "0"}, Arguments{"header_server", "--every", "-1"},
        Arguments{"header_server", "--every", "nan"}, Arguments{"header_server", "--every", "soon"},
        Arguments{"header_server", "--count", "0"}, Arguments{"header_server", "--count", "1.5"},
        Arguments{"header_server", "--port", "99999"}, Arguments{"header_server", "--recv", "16"}));

TEST(HeaderProgramOptions, help_is_a_clean_end) {
  for (const char* const name : {"header_client", "header_server"}) {
    const Ended ended = run(name, {"--help"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_NE(ended.output.find("--port"), std::string::npos) << ended.output;
    EXPECT_EQ(ended.errors, "");
  }
}

}  // namespace
}  // namespace shortread::tests
