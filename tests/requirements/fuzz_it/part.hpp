// What a module with an exercise of lesson 5 hands over: three properties.
#pragma once

#include <lessons/05_fuzz_it/requirements.hpp>

namespace requirements {

struct FuzzItPart {
  using Property = fuzz_it::Accusation (*)(const fuzz_it::Pieces&, const fuzz_it::OpenReader&);

  Property what_goes_in_comes_out;
  Property cuts_change_nothing;
  Property does_what_the_page_says;
};

}  // namespace requirements
