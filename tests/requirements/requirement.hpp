// A requirement as data: its id, its door, the schedules it is tried with, and the check that turns
// an implementation and one schedule into a finding, or into none.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <shortread/testing/finding.hpp>
#include <shortread/testing/schedule.hpp>

namespace requirements {

using shortread::testing::Finding;
using shortread::testing::Schedule;

/// Where an implementation is met: called with bytes, or over faked system calls.
enum class Door : std::uint8_t { part, loop };

/// Gets one schedule after the other, the plainest first; false: enough.
using Visit = std::function<bool(const Schedule&)>;

struct Requirement {
  std::string_view id;  ///< of docs/wire.md, where its sentence stands
  Door door;
  void (*schedules)(const Visit&);

  /// `part` is what the implementation's module handed over: its lesson knows the type. Every
  /// check sees the part succeed at something before it looks for failure, so that doing nothing
  /// never passes.
  std::optional<Finding> (*check)(const void* part, const Schedule& schedule);
};

/// What is asked of one lesson's exercise.
struct Lesson {
  std::string_view name;    ///< raw_send
  std::string_view folder;  ///< 01_raw_send
  std::span<const Requirement> requirements;

  /// What is told of a part that holds everywhere, line by line; null: nothing.
  std::vector<std::string> (*told)(const void* part) = nullptr;
};

[[nodiscard]] std::span<const Lesson> lessons();
[[nodiscard]] const Lesson* find_lesson(std::string_view name);
[[nodiscard]] const Requirement* find_requirement(const Lesson& lesson, std::string_view id);

/// The sentence that stands behind this id in docs/wire.md; empty where none does.
[[nodiscard]] std::string sentence_of(std::string_view id);

extern const Lesson raw_send_lesson;
extern const Lesson fixed_header_lesson;
extern const Lesson chat_select_lesson;
extern const Lesson fuzz_it_lesson;

/// A check of one lesson's own type of part, as a row of the table holds it.
template <class Part, std::optional<Finding> (*check)(const Part&, const Schedule&)>
std::optional<Finding> erased(const void* part, const Schedule& schedule) {
  return check(*static_cast<const Part*>(part), schedule);
}

}  // namespace requirements
