// A program's options: what fills the variables, and what ends the program with 64.
#include <shortread/programs/command_line.hpp>

#include <gtest/gtest.h>
#include <tests/support/child_process.hpp>

namespace shortread {
namespace {

using ::testing::ExitedWithCode;

/// A program's variables, with one option of each kind.
struct Variables {
  Endpoint endpoint;
  Endpoint to{.host = "localhost", .port = 80};
  std::string name = "nobody";
  std::uint64_t count = 3;
  std::uint64_t limit = 1 << 20;
  double pause = 0.5;
  bool is_loud = false;
  bool is_quiet = false;
  std::string file;
};

void bind(CommandLine& line, Variables& variables) {
  line.host_and_port(variables.endpoint);
  line.endpoint("--to", variables.to, "where to");
  line.text("--name", variables.name, "whose");
  line.number("--count", variables.count, {1, 10}, "how many");
  line.size("--limit", variables.limit, {1, 4 << 20}, "longest message");
  line.seconds("--pause", variables.pause, "between two");
  line.toggle("--loud", variables.is_loud, "shout");
  line.toggle("--quiet", variables.is_quiet, "whisper");
  line.only_one_of("--loud", "--quiet");
  line.argument("file", variables.file, "what to read");
}

Variables parsed(std::vector<const char*> arguments) {
  Variables variables;
  CommandLine line{"example", "Shows options."};
  bind(line, variables);
  arguments.insert(arguments.begin(), "example");
  line.parse(static_cast<int>(arguments.size()), arguments.data());
  return variables;
}

// A death test's own process is where the program ends; EXPECT_EXIT alone is 20 branches.
void expect_refused(const std::vector<const char*>& arguments, const std::string& saying) {
  SCOPED_TRACE(saying);
  EXPECT_EXIT(parsed(arguments), ExitedWithCode(64), saying);
}

TEST(CommandLine, without_options_the_defaults_stand) {
  const Variables variables = parsed({});
  EXPECT_EQ(variables.endpoint, (Endpoint{.host = "127.0.0.1", .port = 1234}));
  EXPECT_EQ(variables.to, (Endpoint{.host = "localhost", .port = 80}));
  EXPECT_EQ(variables.name, "nobody");
  EXPECT_EQ(variables.count, 3U);
  EXPECT_EQ(variables.limit, 1U << 20U);
  EXPECT_EQ(variables.pause, 0.5);
  EXPECT_FALSE(variables.is_loud);
  EXPECT_EQ(variables.file, "");
}

TEST(CommandLine, every_kind_of_option_fills_its_variable) {
  const Variables variables =
      parsed({"--host", "::1", "--port", "0", "--to", "[::1]:65535", "--name", "ann lee",
              "--count=10", "--limit", "64KiB", "--pause", "1.25", "--loud", "a file"});
  EXPECT_EQ(variables.endpoint, (Endpoint{.host = "::1", .port = 0}));
  EXPECT_EQ(variables.to, (Endpoint{.host = "::1", .port = 65535}));
  EXPECT_EQ(variables.name, "ann lee");
  EXPECT_EQ(variables.count, 10U);
  EXPECT_EQ(variables.limit, 65'536U);
  EXPECT_EQ(variables.pause, 1.25);
  EXPECT_TRUE(variables.is_loud);
  EXPECT_FALSE(variables.is_quiet);
  EXPECT_EQ(variables.file, "a file");
}

TEST(CommandLine, has_says_whether_an_option_was_given) {
  Variables variables;
  CommandLine line{"example", "Shows options."};
  bind(line, variables);
  const std::vector<const char*> arguments{"example", "--count", "3"};
  line.parse(static_cast<int>(arguments.size()), arguments.data());
  EXPECT_TRUE(line.has("--count")) << "given, though it is the default";
  EXPECT_FALSE(line.has("--limit"));
}

TEST(CommandLineDeathTest, a_number_out_of_its_range_is_refused) {
  for (const char* const text :
       {"0", "11", "18446744073709551616", "-1", "+5", "5 ", "", "five", "1KiB", "0x5", "1.0"}) {
    expect_refused({"--count", text}, "example: --count: takes 1 to 10\nSee: example --help");
  }
}

TEST(CommandLineDeathTest, a_size_out_of_its_range_is_refused) {
  for (const char* const text : {"0", "5MiB", "4097KiB", "1 MiB", "1mb", ""}) {
    expect_refused({"--limit", text}, "--limit: takes 1 to 4MiB");
  }
}

TEST(CommandLineDeathTest, seconds_that_are_none_are_refused) {
  for (const char* const text : {"0", "-1", "1000001", "nan", "inf", "1,5", "1s", ""}) {
    expect_refused({"--pause", text}, "--pause: takes seconds");
  }
}

TEST(CommandLineDeathTest, a_port_or_an_endpoint_that_is_none_is_refused) {
  expect_refused({"--port", "65536"}, "--port: takes 0 to 65535");
  expect_refused({"--port", "http"}, "--port: takes 0 to 65535");
  expect_refused({"--to", "nowhere"}, "--to: no port");
  expect_refused({"--to", "::1:80"}, "an IPv6 address without brackets");
}

TEST(CommandLineDeathTest, what_no_option_takes_is_refused) {
  expect_refused({"--colour"}, "example: ");
  expect_refused({"file", "another"}, "example: ");
  expect_refused({"--count"}, "--count");
}

TEST(CommandLineDeathTest, two_options_that_exclude_each_other_are_refused) {
  expect_refused({"--loud", "--quiet"}, "--quiet");
}

TEST(CommandLineDeathTest, a_required_argument_that_is_missing_is_refused) {
  const auto parse_without_it = [] {
    std::string file;
    CommandLine line{"example", "Shows options."};
    line.argument("file", file, "what to read", true);
    const std::vector<const char*> arguments{"example"};
    line.parse(1, arguments.data());
  };
  EXPECT_EXIT(parse_without_it(), ExitedWithCode(64), "file");
}

// Whoever wrote the argument did not choose what the terminal does.
TEST(CommandLineDeathTest, what_was_wrong_is_shown_escaped) {
  expect_refused({"file", "\x1b]0;owned\x07"}, "x1b]0;owned.x07");
}

TEST(CommandLineDeathTest, a_program_refuses_in_the_same_words) {
  const auto refuse = [] { CommandLine{"example", "Shows options."}.refuse("not on a Sunday"); };
  EXPECT_EXIT(refuse(), ExitedWithCode(64), "^example: not on a Sunday\nSee: example --help\n$");
}

TEST(CommandLine, help_goes_to_standard_output_and_ends_with_0) {
  testing::ChildProcess proxy{testing::program("faultproxy"), {"--help"}};
  EXPECT_EQ(proxy.exit_code(), 0);
  for (const char* const shown : {"--to", "HOST:PORT", "--split", "--port", "N=1234", "--help"}) {
    EXPECT_TRUE(proxy.prints(shown)) << shown << " is not in:\n" << proxy.output();
  }
  EXPECT_EQ(proxy.errors(), "");
}

}  // namespace
}  // namespace shortread
