// SystemError: call, address and reason, in one line.
#include <netdb.h>
#include <cerrno>

#include <gtest/gtest.h>
#include <shortread/net/system_call.hpp>
#include <shortread/net/system_error.hpp>

namespace shortread::tests {
namespace {

TEST(SystemError, names_call_address_and_reason) {
  errno = ECONNREFUSED;
  const SystemError error = last_error("connect", {.host = "127.0.0.1", .port = 9});
  EXPECT_EQ(error.code, std::errc::connection_refused);
  EXPECT_EQ(describe(error), "connect 127.0.0.1:9: Connection refused");
}

TEST(SystemError, writes_an_ipv6_address_in_brackets) {
  errno = EADDRINUSE;
  const SystemError error = last_error("bind", {.host = "::1", .port = 80});
  EXPECT_EQ(describe(error), "bind [::1]:80: Address already in use");
}

TEST(SystemError, keeps_the_resolvers_codes_apart_from_errno) {
  const std::error_code unknown_name{EAI_NONAME, resolver_category()};
  EXPECT_EQ(unknown_name.message(), ::gai_strerror(EAI_NONAME));
  EXPECT_STREQ(unknown_name.category().name(), "resolver");
  EXPECT_NE(unknown_name, std::error_code(EAI_NONAME, std::generic_category()));
}

// raw/1.4
TEST(SystemCall, is_repeated_until_no_signal_interrupts_it) {
  int calls = 0;
  const auto result = retry_interrupted("recv", {}, [&] {
    errno = EINTR;
    return ++calls < 3 ? -1 : 42;
  });
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, 42);
  EXPECT_EQ(calls, 3);
}

TEST(SystemCall, any_other_error_is_said_at_once) {
  int calls = 0;
  const auto result = retry_interrupted("recv", {}, [&] {
    ++calls;
    errno = EAGAIN;
    return -1;
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, std::errc::resource_unavailable_try_again);
  EXPECT_EQ(result.error().call, "recv");
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace shortread::tests
