// The border where errno dies: above it there are only values. The one place that knows EINTR.
#pragma once

#include <cerrno>
#include <cstddef>
#include <expected>
#include <string_view>
#include <utility>

#include <shortread/net/system_error.hpp>

namespace shortread {

/// Calls `call()` until a signal does not interrupt it: its result, or what went wrong.
/// `call` returns a number, negative for an error in errno, as system calls do.
template <class Call>
[[nodiscard]] auto retry_interrupted(std::string_view name, const Endpoint& where, Call&& call)
    -> std::expected<decltype(call()), SystemError> {
  for (;;) {
    const auto result = call();
    if (result >= 0) return result;
    if (errno != EINTR) return std::unexpected(last_error(name, where));
  }
}

}  // namespace shortread
