// What the audience sees: text in 80 columns, colour on a terminal only, pauses where asked for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "moment.hpp"

namespace course {

inline constexpr std::size_t columns = 80;

/// Where the audience wants to go after a pause, and what it answered.
enum class Wish { on, back, repeat, quit };
struct Reply {
  Wish wish = Wish::on;
  std::optional<std::size_t> answer;  ///< index into the moment's answers
};

class Stage {
 public:
  explicit Stage(bool pauses);

  void title(const Lesson& lesson);
  void question(const Moment& moment, std::size_t number, std::size_t of);

  /// Waits for Enter where pauses are wanted; a number is taken as an answer, b, r and q as wishes.
  /// The end of the input counts as Enter, from then on.
  Reply pause(const Moment& moment);

  /// The same after the last moment, where there is nothing to answer.
  Reply pause_at_end();

  void heading(std::string_view text);                ///< "The tutorial's way"
  void command(std::string_view text);                ///< "$ raw_client --port ..."
  void line(std::string_view text);                   ///< one line as it is, in rows that fit
  void words(const std::vector<std::string>& words);  ///< many short words, in columns
  void seen(std::string_view text);                   ///< what was observed, in a sentence
  void verdict(bool holds, std::string_view text);    ///< of the reference
  void still_waiting();                               ///< so that nobody thinks it hangs

  /// Which answer is right, why, where to go on; and plainly so where this time it was otherwise.
  void answer(const Moment& moment, const Reply& reply, bool is_as_told);
  void say(std::string_view text);

 private:
  Reply ask(std::string_view prompt, std::size_t answers);
  void wrapped(std::string_view text, std::string_view indent, std::string_view hanging);
  [[nodiscard]] std::string coloured(std::string_view text, const char* code) const;
  void put(std::string_view line);

  bool pauses_;
  bool is_terminal_;
  bool is_coloured_;
};

}  // namespace course
