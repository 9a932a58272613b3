#include <tests/requirements/module.hpp>

#include <dlfcn.h>

#include <tests/requirements/fixed_header/adapter.hpp>

namespace requirements {

std::expected<const void*, std::string> load_module(const std::string& path) {
  void* const module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) return std::unexpected(std::string{::dlerror()});
  using Entry = const void* (*)();
  const auto entry = reinterpret_cast<Entry>(::dlsym(module, "shortread_part"));
  if (entry == nullptr) {
    const std::string why = ::dlerror();
    if (const auto* const adapted = part_of_adapter(module)) return adapted;
    return std::unexpected(why);
  }
  return entry();
}

}  // namespace requirements
