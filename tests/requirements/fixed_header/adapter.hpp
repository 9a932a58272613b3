// A stranger's parser behind fuzz/adapter.h, as a part that our checks can take.
#pragma once

#include <tests/requirements/fixed_header/part.hpp>

namespace requirements {

/// Of a module opened with dlopen(); nothing where it is no adapter. At most one at a time.
[[nodiscard]] const FixedHeaderPart* part_of_adapter(void* module);

}  // namespace requirements
