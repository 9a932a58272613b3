// An implementation of one lesson's exercise, loaded from its module: whoever wrote it.
#pragma once

#include <expected>
#include <string>

namespace requirements {

/// What the module hands over, for its lesson's checks; lives until the process ends. The error is
/// the loader's own word, an undefined function named in it. Runs the module's initialisation: do
/// it where it may do harm.
[[nodiscard]] std::expected<const void*, std::string> load_module(const std::string& path);

}  // namespace requirements
