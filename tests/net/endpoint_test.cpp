// Endpoint: what people write is read, what they could be tricked with is refused.
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <shortread/net/endpoint.hpp>

namespace shortread::tests {
namespace {

using namespace std::string_view_literals;

struct Good {
  std::string_view text;
  Endpoint means;
};

TEST(Endpoint, reads_and_writes_what_people_write) {
  const Good goods[] = {
      {"127.0.0.1:1234", {"127.0.0.1", 1234}},       {"localhost:0", {"localhost", 0}},
      {"example.org:65535", {"example.org", 65535}}, {"[::1]:80", {"::1", 80}},
      {"[fe80::1%lo]:7", {"fe80::1%lo", 7}},         {"my_host-2:1", {"my_host-2", 1}},
  };
  for (const Good& good : goods) {
    SCOPED_TRACE(good.text);
    const auto read = parse_endpoint(good.text);
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(*read, good.means);
    EXPECT_EQ(to_string(*read), good.text);
  }
}

TEST(Endpoint, brackets_around_a_name_are_read_and_not_written) {
  const auto read = parse_endpoint("[localhost]:80");
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(to_string(*read), "localhost:80");
}

TEST(Endpoint, by_default_is_the_loopback_alone) {
  EXPECT_EQ(to_string(Endpoint{}), "127.0.0.1:1234");
}

struct Bad {
  std::string_view text;
  std::string_view why;
};

class RefusedEndpoint : public ::testing::TestWithParam<Bad> {};

TEST_P(RefusedEndpoint, says_what_is_wrong_with_it) {
  const auto read = parse_endpoint(GetParam().text);
  ASSERT_FALSE(read) << "read as " << to_string(*read);
  EXPECT_NE(read.error().find(GetParam().why), std::string::npos) << read.error();
}

INSTANTIATE_TEST_SUITE_P(
    Port, RefusedEndpoint,
    ::testing::Values(Bad{"", "no port"}, Bad{"localhost", "no port"}, Bad{"1234", "no port"},
                      Bad{"localhost:", "a port is"}, Bad{"localhost:65536", "a port is"},
                      Bad{"localhost:-1", "a port is"}, Bad{"localhost:+1", "a port is"},
                      Bad{"localhost: 1", "a port is"}, Bad{"localhost:1 ", "a port is"},
                      Bad{"localhost:0x50", "a port is"}, Bad{"localhost:1_0", "a port is"},
                      Bad{"localhost:80\n", "a port is"}, Bad{"localhost:80\0"sv, "a port is"},
                      Bad{"localhost:99999999999999999999", "a port is"},
                      Bad{"localhost:\xD9\xA5", "a port is"}));

INSTANTIATE_TEST_SUITE_P(
    Host, RefusedEndpoint,
    ::testing::Values(Bad{":80", "no host"}, Bad{"[]:80", "not a host"},
                      Bad{"::1:80", "without brackets"}, Bad{"[::1]", "without brackets"},
                      Bad{"[::1:80", "without brackets"}, Bad{"::1]:80", "without brackets"},
                      Bad{"a:b:80", "without brackets"}, Bad{"[[::1]]:80", "not a host"},
                      Bad{"http://x:80", "without brackets"}, Bad{"user@host:80", "not a host"},
                      Bad{"two words:80", "not a host"}, Bad{"a/b:80", "not a host"},
                      Bad{"\x1b[2J:80", "not a host"}, Bad{"host\0evil:80"sv, "not a host"},
                      Bad{"host\n:80", "not a host"}, Bad{"h\xC3\xB6st:80", "not a host"},
                      Bad{"$(id):80", "not a host"}, Bad{"..%00/:80", "not a host"}));

// A message for a terminal: no byte of the text comes back in it.
TEST(Endpoint, a_refusal_does_not_repeat_what_was_refused) {
  const auto read = parse_endpoint("\x1b[31mred:80");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace shortread::tests
