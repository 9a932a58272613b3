// The tutorial's harness in the place of each property: it accuses by crashing, or not at all.
#include <lessons/05_fuzz_it/tutorial.hpp>

namespace fuzz_it {

Accusation what_goes_in_comes_out(const Pieces& payloads, const OpenReader& open) {
  std::string bytes;
  for (const std::string& payload : payloads) {
    const std::string size = std::to_string(payload.size());
    bytes += size + std::string(10 - size.size(), ' ') + payload;
  }
  tutorial_harness(bytes, open);
  return std::nullopt;
}

Accusation cuts_change_nothing(const Pieces& pieces, const OpenReader& open) {
  std::string bytes;
  for (const std::string& piece : pieces) bytes += piece;
  tutorial_harness(bytes, open);
  return std::nullopt;
}

Accusation does_what_the_page_says(const Pieces& pieces, const OpenReader& open) {
  return cuts_change_nothing(pieces, open);
}

}  // namespace fuzz_it
