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
          {"02_fixed_header", "2", "fixed_header", lesson_02_observations()},
          {"03_chat_select", "3", "chat_select", lesson_03_observations()},
          {"05_fuzz_it", "5", "fuzz_it", lesson_05_observations()}};
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
  line.refuse("there is no lesson '" + wanted +
              "': 1 or raw_send, 2 or fixed_header, 3 or chat_select, 5 or fuzz_it");
}

struct Scene {
  const Part& part;
  const Lesson& lesson;
  std::size_t number;  // in its lesson, from 0

  [[nodiscard]] const Moment& moment() const { return lesson.moments[number]; }
};

std::vector<Lesson> load_lessons(const Options& options, const std::vector<Part>& parts) {
  std::vector<Lesson> lessons;
  for (const Part& part : parts) {
    const auto lesson = load_lesson(options.lessons, part.folder);
    if (!lesson) throw std::runtime_error{lesson.error()};
    lessons.push_back(*lesson);
  }
  return lessons;
}

std::vector<Scene> scenes_of(const std::vector<Part>& parts, const std::vector<Lesson>& lessons) {
  std::vector<Scene> scenes;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::size_t number = 0; number < lessons[i].moments.size(); ++number) {
      scenes.push_back({parts[i], lessons[i], number});
    }
  }
  return scenes;
}

Reply ask(const Scene& scene, Stage& stage) {
  if (scene.number == 0) stage.title(scene.lesson);
  stage.question(scene.moment(), scene.number + 1, scene.lesson.moments.size());
  return stage.pause(scene.moment());
}

// Plays one moment: does the reference hold in it?
bool play(const Scene& scene, const Reply& reply, Cast& cast) {
  const auto observation = scene.part.observations.find(scene.moment().id);
  if (observation == scene.part.observations.end()) {
    throw std::runtime_error{"nothing happens in the moment '" + scene.moment().id + "'"};
  }
  const Seen seen = observation->second(cast);
  cast.stage().answer(scene.moment(), reply, seen.reference_holds && seen.is_as_told);
  return seen.reference_holds;
}

struct Tour {
  bool all_hold = true;
  bool is_cut_short = false;  // the audience has left
};

Tour play_all(const std::vector<Scene>& scenes, Cast& cast) {
  Tour tour;
  for (std::size_t i = 0;;) {
    const bool is_end = i == scenes.size();
    const Reply reply = is_end ? cast.stage().pause_at_end() : ask(scenes[i], cast.stage());
    if (reply.wish == Wish::quit) tour.is_cut_short = !is_end;
    if (reply.wish == Wish::quit || (is_end && reply.wish == Wish::on)) return tour;
    if (reply.wish == Wish::on) tour.all_hold &= play(scenes[i++], reply, cast);
    // What was just shown, once more; then this question again.
    if (reply.wish == Wish::repeat && i > 0) tour.all_hold &= play(scenes[i - 1], {}, cast);
    if (reply.wish == Wish::back && i > 0) --i;
  }
}

int list(const std::vector<Scene>& scenes) {
  for (const Scene& scene : scenes) {
    shortread::print_line(scene.lesson.folder + " " + scene.moment().id);
  }
  return shortread::holds;
}

int take_tour(const Options& options, const std::vector<Scene>& scenes) {
  Stage stage{options.pauses};
  Cast cast{options.bin, stage};
  const Tour tour = play_all(scenes, cast);
  stage.say("");
  if (!tour.all_hold) stage.say("The reference did not hold everywhere: see above.");
  else if (!tour.is_cut_short) {
    stage.say(
        "That was the tour; the reference held throughout. Next: read a page under lessons/, or "
        "./course test.");
  }
  return tour.all_hold ? shortread::holds : shortread::falls_short;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  shortread::CommandLine line{"course walkthrough",
                              "The live tour: real programs, a question first."};
  line.argument(
      "lesson", options.lesson,
      "1 or raw_send, 2 or fixed_header, 3 or chat_select, 5 or fuzz_it; all where none is named");
  line.toggle("--pause", options.pauses, "wait after each question (b back, r repeat, q quit)");
  line.toggle("--list", options.only_lists, "name the moments and end");
  line.text("--bin", options.bin, "where the programs are");
  line.text("--lessons", options.lessons, "where the texts are");
  line.parse(argc, argv);
  try {
    if (options.bin.empty()) options.bin = folder_of_this_program();
    const std::vector<Part> parts = parts_wanted(options.lesson, line);
    const std::vector<Lesson> lessons = load_lessons(options, parts);
    const std::vector<Scene> scenes = scenes_of(parts, lessons);
    return options.only_lists ? list(scenes) : take_tour(options, scenes);
  } catch (const std::exception& error) {
    shortread::complain("course walkthrough", error.what());
    return shortread::our_error;
  }
}
