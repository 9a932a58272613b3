// course_walkthrough: the live tour. A question, then what happens, then why.

#include <filesystem>
#include <iostream>
#include <optional>
#include <stdexcept>

#include <shortread/programs/command_line.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "moment.hpp"
#include "observations.hpp"
#include "stage.hpp"

namespace {

using namespace course;

struct Part {
  const char* folder;
  const char* number;
  const char* name;
  const Observations& observations;
};

std::vector<Part> all_parts() {
  return {{"01_raw_send", "1", "raw_send", lesson_01_observations()},
          {"02_fixed_header", "2", "fixed_header", lesson_02_observations()}};
}

struct Options {
  std::string lesson;
  std::string lessons = SHORTREAD_LESSONS_DIR;
  std::string bin;
  bool pauses = false;
  bool only_lists = false;
};

std::string folder_of_this_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path().string();
}

std::vector<Part> parts_wanted(const std::string& wanted, const shortread::CommandLine& line) {
  if (wanted.empty()) return all_parts();
  for (const Part& part : all_parts()) {
    if (wanted == part.folder || wanted == part.number || wanted == part.name) return {part};
  }
  line.refuse("there is no lesson '" + wanted + "': 1 or raw_send, 2 or fixed_header");
}

// Plays one moment: does the reference hold in it?
bool play(const Part& part, const Moment& moment, Cast& cast) {
  const auto observation = part.observations.find(moment.id);
  if (observation == part.observations.end()) {
    throw std::runtime_error{"nothing happens in the moment '" + moment.id + "'"};
  }
  const bool holds = observation->second(cast);
  cast.stage().answer(moment);
  return holds;
}

struct Tour {
  bool all_hold = true;
  bool is_over = false;  // the audience has left
};

void play(const Part& part, const Lesson& lesson, Cast& cast, Tour& tour) {
  cast.stage().title(lesson);
  for (std::size_t i = 0; i < lesson.moments.size();) {
    const Moment& moment = lesson.moments[i];
    cast.stage().question(moment, i + 1, lesson.moments.size());
    const Wish wish = cast.stage().pause(moment);
    if (wish == Wish::quit) {
      tour.is_over = true;
      return;
    }
    if (wish == Wish::back) {
      i -= i > 0 ? 1 : 0;
      continue;
    }
    if (wish == Wish::repeat) {
      i -= i > 0 ? 1 : 0;  // what was just shown, once more
      tour.all_hold &= play(part, lesson.moments[i], cast);
      ++i;
      continue;
    }
    tour.all_hold &= play(part, moment, cast);
    ++i;
  }
}

int tour(const Options& options, const std::vector<Part>& parts) {
  Stage stage{options.pauses};
  Cast cast{options.bin, stage};
  Tour tour;
  for (const Part& part : parts) {
    const auto lesson = load_lesson(options.lessons, part.folder);
    if (!lesson) throw std::runtime_error{lesson.error()};
    if (options.only_lists) {
      for (const Moment& moment : lesson->moments) stage.say(lesson->folder + " " + moment.id);
    } else if (!tour.is_over) {
      play(part, *lesson, cast, tour);
    }
  }
  if (options.only_lists || tour.is_over) return shortread::holds;
  stage.say("");
  stage.say(tour.all_hold
                ? "That was the tour; the reference held throughout. Next: read a page under "
                  "lessons/, or ./course test."
                : "The reference did not hold everywhere: see above.");
  return tour.all_hold ? shortread::holds : shortread::falls_short;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  shortread::CommandLine line{"course walkthrough",
                              "The live tour: real programs, a question first."};
  line.argument("lesson", options.lesson,
                "1 or raw_send, 2 or fixed_header; all where none is named");
  line.toggle("--pause", options.pauses, "wait after each question (b back, r repeat, q quit)");
  line.toggle("--list", options.only_lists, "name the moments and end");
  line.text("--bin", options.bin, "where the programs are");
  line.text("--lessons", options.lessons, "where the texts are");
  line.parse(argc, argv);
  try {
    if (options.bin.empty()) options.bin = folder_of_this_program();
    return tour(options, parts_wanted(options.lesson, line));
  } catch (const std::exception& error) {
    shortread::complain("course walkthrough", error.what());
    return shortread::our_error;
  }
}
