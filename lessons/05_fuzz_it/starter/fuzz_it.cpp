// Lesson 5, the exercise: not a reader, but what finds the mistakes in everybody's.
//
// It compiles as it is and accuses nobody. Write step 1, save, and see: ./course watch

#include "requirements.hpp"

namespace fuzz_it {

// Steps 1 to 4: make frames of them, feed all at once, compare.
Accusation what_goes_in_comes_out(const Pieces& /*payloads*/, const OpenReader& /*open*/) {
  return std::nullopt;
}

// Steps 5 to 7: the same bytes twice, cut and uncut.
Accusation cuts_change_nothing(const Pieces& /*pieces*/, const OpenReader& /*open*/) {
  return std::nullopt;
}

// Steps 8 to 10: against a model, which may be slow, but must be right.
Accusation does_what_the_page_says(const Pieces& /*pieces*/, const OpenReader& /*open*/) {
  return std::nullopt;
}

}  // namespace fuzz_it
