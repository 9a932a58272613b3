// One exercise of lesson 5 as a module: SHORTREAD_EXERCISE is the file, whoever wrote it.
#include SHORTREAD_EXERCISE

#include <tests/requirements/fuzz_it/part.hpp>

extern "C" const void* shortread_part() {
  static const requirements::FuzzItPart part{
      .what_goes_in_comes_out = fuzz_it::what_goes_in_comes_out,
      .cuts_change_nothing = fuzz_it::cuts_change_nothing,
      .does_what_the_page_says = fuzz_it::does_what_the_page_says,
  };
  return &part;
}
