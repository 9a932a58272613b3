// What the audience sees: text in 80 columns, colour on a terminal only, pauses where asked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "moment.hpp"

namespace course {

inline constexpr std::size_t columns = 80;

/// Where the audience wants to go after a pause.
enum class Wish { on, back, repeat, quit };

class Stage {
 public:
  explicit Stage(bool pauses);

  void title(const Lesson& lesson);
  void question(const Moment& moment, std::size_t number, std::size_t of);

  /// Waits for Enter where pauses are wanted; a number is taken as an answer, b, r and q as wishes.
  /// The end of the input counts as Enter, from then on.
  Wish pause(const Moment& moment);

  void heading(std::string_view text);                ///< "The tutorial's way"
  void command(std::string_view text);                ///< "$ raw_client --port ..."
  void line(std::string_view text);                   ///< one line as it is, cut to fit
  void words(const std::vector<std::string>& words);  ///< many short words, in columns
  void seen(std::string_view text);                   ///< what was observed, in a sentence
  void verdict(bool holds, std::string_view text);    ///< of the reference
  void answer(const Moment& moment);                  ///< which was right, why, where to go on
  void still_waiting();                               ///< so that nobody thinks it hangs
  void say(std::string_view text);

 private:
  void wrapped(std::string_view text, std::string_view indent, std::string_view hanging);
  [[nodiscard]] std::string coloured(std::string_view text, const char* code) const;
  void put(std::string_view line);

  bool pauses_;
  bool is_terminal_;
  bool is_coloured_;
};

}  // namespace course
