// The readers that a harness is tried on: those it must never accuse, and those it must.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <tests/requirements/fixed_header/part.hpp>

namespace requirements::fuzz_it_checks {

struct TriedReader {
  std::string name;   ///< leftover_bytes_forgotten
  std::string title;  ///< what is wrong with it, in a line
  const FixedHeaderPart* part;
};

/// Lesson 2's reference and its solution.
[[nodiscard]] std::span<const TriedReader> good_readers();

/// Lesson 2's known bugs, those of its reader; and the tutorial's way.
[[nodiscard]] std::span<const TriedReader> known_bugs();

/// One that shows nothing, one that shows what was never sent: a property that they pass can fail
/// for nobody.
[[nodiscard]] std::span<const TriedReader> canaries();

/// The first is broken; the others throw what a harness may take for an answer, from feed(),
/// next_frame() or end_of_stream().
[[nodiscard]] std::span<const TriedReader> throwing_readers();

/// Readers of another format, lines: the first is right, the others forget what follows a line in
/// the same read, or the line that has begun.
[[nodiscard]] const TriedReader& line_reader();
[[nodiscard]] std::span<const TriedReader> wrong_line_readers();

}  // namespace requirements::fuzz_it_checks
