// The texts of the walkthrough and what happens in it belong together.

#include "lessons/course/moment.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include "lessons/course/observations.hpp"

namespace {

using namespace course;

const std::string lessons = SHORTREAD_SOURCE_DIR "/lessons";

struct Part {
  const char* folder;
  const Observations& observations;
};
const std::vector<Part>& parts() {
  static const std::vector<Part> all{{"01_raw_send", lesson_01_observations()},
                                     {"02_fixed_header", lesson_02_observations()}};
  return all;
}

TEST(Walkthrough_texts, every_moment_has_an_observation_and_every_observation_a_moment) {
  for (const Part& part : parts()) {
    const auto lesson = load_lesson(lessons, part.folder);
    ASSERT_TRUE(lesson) << lesson.error();
    std::set<std::string> with_text;
    for (const Moment& moment : lesson->moments) with_text.insert(moment.id);
    std::set<std::string> with_observation;
    for (const auto& [id, observation] : part.observations) with_observation.insert(id);
    EXPECT_EQ(with_text, with_observation) << part.folder;
  }
}

TEST(Walkthrough_texts, what_to_type_fits_on_a_line_and_what_to_read_exists) {
  for (const Part& part : parts()) {
    const auto lesson = load_lesson(lessons, part.folder);
    ASSERT_TRUE(lesson) << lesson.error();
    for (const Moment& moment : lesson->moments) {
      for (std::size_t begin = 0; begin < moment.try_next.size();) {
        const auto end = std::min(moment.try_next.find('\n', begin), moment.try_next.size());
        EXPECT_LE(end - begin, 71U) << moment.id;
        begin = end + 1;
      }
      const std::string file = moment.read.substr(0, moment.read.find(','));
      EXPECT_TRUE(std::filesystem::exists(SHORTREAD_SOURCE_DIR "/" + file)) << moment.id << file;
    }
  }
}

// A lesson whose only moment has these lines instead of the good ones.
std::string error_of(const std::string& moment) {
  const auto folder = std::filesystem::path{::testing::TempDir()} /
                      ("shortread_moment_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "lesson");
  std::ofstream{folder / "lesson/walkthrough.toml"} << "title = 't'\nopening = 'o'\n" << moment;
  const auto lesson = load_lesson(folder.string(), "lesson");
  std::filesystem::remove_all(folder);
  return lesson ? "" : lesson.error();
}

const std::string good =
    "[[moment]]\nid='m'\nquestion='q'\nanswers=['1','2','3']\nright=3\nso='s'\nread='r'\ntry='t'\n";

std::string without(const std::string& line) {
  std::string text = good;
  return text.erase(text.find(line), line.size() + 1);
}

TEST(Walkthrough_texts, a_good_moment_is_read) { EXPECT_EQ(error_of(good), ""); }

TEST(Walkthrough_texts, a_missing_text_is_named) {
  EXPECT_NE(error_of(without("so='s'")).find("no text 'so'"), std::string::npos);
}

TEST(Walkthrough_texts, a_right_answer_out_of_range_is_named) {
  EXPECT_NE(error_of(without("right=3") + "right=4\n").find("a right answer in m"),
            std::string::npos);
  EXPECT_NE(error_of(without("right=3") + "right=0\n").find("a right answer in m"),
            std::string::npos);
}

TEST(Walkthrough_texts, fewer_than_three_answers_are_named) {
  EXPECT_NE(
      error_of(without("answers=['1','2','3']") + "answers=['1','2']\n").find("3 or 4 answers"),
      std::string::npos);
}

TEST(Walkthrough_texts, what_is_no_toml_is_named_with_its_line) {
  EXPECT_NE(error_of("[[moment\n").find("line 3"), std::string::npos);
}

}  // namespace
