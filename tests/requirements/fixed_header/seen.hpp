// All that a reader makes of one schedule.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <shortread/testing/schedule.hpp>
#include <tests/requirements/fixed_header/part.hpp>

namespace requirements {

struct Seen {
  std::vector<std::string> frames = {};
  std::optional<shortread::FrameError> error = std::nullopt;
  std::string oddity = {};  ///< what it did instead of answering; mostly empty

  // Frames that came after an error had been reported, and the answer that repeated it otherwise.
  bool changed_its_mind = false;
};

/// What to do once the reader has reported an error.
enum class AfterError : bool { stop, go_on };

/// Feeds what the schedule delivers, each piece in memory of exactly its size that is overwritten
/// afterwards, and pulls after each. At an `end`, asks whether the stream may end there.
[[nodiscard]] Seen play(const FixedHeaderPart& part, const shortread::testing::Schedule& schedule,
                        std::uint64_t limit, AfterError after_error = AfterError::stop);

/// `"hello", "" and then malformed header at byte 15`
[[nodiscard]] std::string in_words(const std::vector<std::string>& frames,
                                   const std::optional<shortread::FrameError>& error);
[[nodiscard]] std::string in_words(const Seen& seen);
[[nodiscard]] std::string in_words(const shortread::FrameError& error);
[[nodiscard]] std::string in_words(const std::vector<std::string>& frames);

}  // namespace requirements
