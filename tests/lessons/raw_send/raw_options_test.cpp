// raw_server, raw_client: a wrong command line is said on standard error and exits 64.
#include <gtest/gtest.h>
#include <tests/lessons/ended_program.hpp>

namespace shortread::tests {
namespace {

using Arguments = std::vector<std::string>;

class RawProgramOptions : public ::testing::TestWithParam<Arguments> {};

TEST_P(RawProgramOptions, that_are_wrong_are_said_and_exit_64) {
  Arguments arguments = GetParam();
  const std::string name = arguments.front();
  arguments.erase(arguments.begin());
  const Ended ended = run(name, arguments);
  EXPECT_EQ(ended.exit_code, 64) << ended.errors;
  EXPECT_EQ(ended.output, "");
  EXPECT_NE(ended.errors.find(name + ": "), std::string::npos) << ended.errors;
}

INSTANTIATE_TEST_SUITE_P(
    Wrong, RawProgramOptions,
    ::testing::Values(
        Arguments{"raw_server", "--text", "a", "--bytes", "1"},
        Arguments{"raw_server", "--text", "a", "--file", "/dev/null"},
        Arguments{"raw_server", "--bytes", "1", "--file", "/dev/null"},
        Arguments{"raw_server", "--file", "/no/such/file"}, Arguments{"raw_server", "--file", "/"},
        Arguments{"raw_server", "--bytes", "2GiB"}, Arguments{"raw_server", "--bytes", "-1"},
        Arguments{"raw_server", "--bytes", "many"}, Arguments{"raw_server", "--port", "65536"},
        Arguments{"raw_server", "--host", "::1"}, Arguments{"raw_server", "--text"},
        Arguments{"raw_server", "extra"}, Arguments{"raw_client", "--port", "x"},
        Arguments{"raw_client", "--recv", "0"}, Arguments{"raw_client", "--recv", "65MiB"},
        Arguments{"raw_client", "--recv", "1kb"},
        Arguments{"raw_client", "--host", "no-such-host.invalid"},
        Arguments{"raw_client", "--text", "a"}));

TEST(RawProgramOptions, a_missing_file_is_named) {
  const Ended server = run("raw_server", {"--file", "/no/such/file"});
  EXPECT_NE(server.errors.find("/no/such/file"), std::string::npos) << server.errors;
}

// header/3.5
TEST(RawProgramOptions, what_is_refused_is_said_escaped) {
  const Ended server = run("raw_server", {"--file", "/no/\x1b[31m"});
  EXPECT_EQ(server.errors.find('\x1b'), std::string::npos) << server.errors;
}

TEST(RawProgramOptions, help_is_a_clean_end) {
  for (const char* const name : {"raw_client", "raw_server"}) {
    const Ended ended = run(name, {"--help"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_NE(ended.output.find("--port"), std::string::npos) << ended.output;
    EXPECT_EQ(ended.errors, "");
  }
}

}  // namespace
}  // namespace shortread::tests
