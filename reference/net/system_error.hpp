// What the system answered: which call, on which address, and why.
#pragma once

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include <shortread/net/endpoint.hpp>

namespace shortread {

struct SystemError {
  std::string call;      ///< "connect", "bind", ...
  std::string where;     ///< the address it was about: "127.0.0.1:1234"
  std::error_code code;  ///< errno, or getaddrinfo's own codes in resolver_category()
};

/// errno as it stands now. Call it before anything else can change errno.
[[nodiscard]] inline SystemError last_error(std::string_view call, const Endpoint& where) {
  const std::error_code code{errno, std::generic_category()};
  return {std::string{call}, to_string(where), code};
}

/// "connect 127.0.0.1:1234: Connection refused"
[[nodiscard]] std::string describe(const SystemError& error);

/// The codes of getaddrinfo, which are not errno's.
[[nodiscard]] const std::error_category& resolver_category() noexcept;

}  // namespace shortread
