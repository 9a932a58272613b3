#include <tests/requirements/module.hpp>

#include <dlfcn.h>

namespace requirements {

std::expected<const void*, std::string> load_module(const std::string& path) {
  void* const module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) return std::unexpected(std::string{::dlerror()});
  using Entry = const void* (*)();
  const auto entry = reinterpret_cast<Entry>(::dlsym(module, "shortread_part"));
  if (entry == nullptr) return std::unexpected(std::string{::dlerror()});
  return entry();
}

}  // namespace requirements
