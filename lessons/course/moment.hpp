// One moment of a walkthrough: a question, and what is said once the answer was seen.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <vector>

namespace course {

struct Moment {
  std::string id;  ///< names the observation that belongs to it
  std::string question;
  std::vector<std::string> answers;
  std::size_t right = 0;  ///< index into answers
  std::string so;         ///< why it happened
  std::string read;       ///< where to read on
  std::string try_next;   ///< what to type next
};

struct Lesson {
  std::string folder;  ///< "01_raw_send"
  std::string title;
  std::string opening;
  std::vector<Moment> moments;
};

/// Reads lessons/FOLDER/walkthrough.toml. The error names the file, the place and what is wrong.
[[nodiscard]] std::expected<Lesson, std::string> load_lesson(const std::string& lessons,
                                                             const std::string& folder);

}  // namespace course
