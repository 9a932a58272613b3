// What a known bug's file says in front of the difference it makes.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace requirements {

struct KnownBug {
  std::string name;         ///< send_result_ignored
  std::string title;        ///< what send() returned is ignored
  std::string story;        ///< why it looks right, and when it is not
  std::string project;      ///< where it happened; may be empty
  std::string requirement;  ///< the one that catches it
  std::string door;         ///< part, loop or wire

  /// The fuzz target that finds it; empty: the first of its lesson that holds the requirement.
  std::string target;

  // Of the wire door alone: a mistake in a whole program, which black-box tests meet.
  std::string program;    ///< header_server
  std::string works_in;   ///< the test that passes with it: its good day
  std::string caught_by;  ///< the test that fails with it
};

/// The error says what the file lacks.
[[nodiscard]] std::expected<KnownBug, std::string> read_known_bug(
    const std::filesystem::path& file);

}  // namespace requirements
