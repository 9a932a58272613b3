#include <shortread/net/system_error.hpp>

#include <netdb.h>

namespace shortread {
namespace {

class ResolverCategory final : public std::error_category {
  [[nodiscard]] const char* name() const noexcept override { return "resolver"; }
  [[nodiscard]] std::string message(int code) const override { return ::gai_strerror(code); }
};

}  // namespace

const std::error_category& resolver_category() noexcept {
  static const ResolverCategory category;
  return category;
}

std::string describe(const SystemError& error) {
  return error.call + " " + error.where + ": " + error.code.message();
}

}  // namespace shortread
