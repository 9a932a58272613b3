// Tests of `course_exercise`, the student's loop: a real workspace, a real compiler, the real
// checks.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <tests/support/child_process.hpp>

namespace course {
namespace {

namespace fs = std::filesystem;
using shortread::testing::ChildProcess;

struct Said {
  int code;
  std::string text;
  [[nodiscard]] bool has(const std::string& what) const {
    return text.find(what) != std::string::npos;
  }
};

std::ostream& operator<<(std::ostream& out, const Said& said) {
  return out << "exit code " << said.code << "\n" << said.text;
}

std::string contents(const fs::path& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void replace(std::string& text, const std::string& old, const std::string& with) {
  const std::size_t at = text.find(old);
  ASSERT_NE(at, std::string::npos) << old;
  text.replace(at, old.size(), with);
}

class ExerciseLoop : public ::testing::Test {
 protected:
  ExerciseLoop() {
    std::string name = (fs::temp_directory_path() / "workspace_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~ExerciseLoop() override { fs::remove_all(folder_); }

  std::vector<std::string> arguments(std::vector<std::string> words) const {
    words.insert(words.end(), {"--workspace", folder_.string()});
    return words;
  }

  Said run(const std::vector<std::string>& words) const {
    ChildProcess program{shortread::testing::program("course_exercise"), arguments(words)};
    const int code = program.exit_code().value_or(-1);
    return {code, program.output() + program.errors()};
  }

  static std::string folder_of(const std::string& lesson) {
    if (lesson == "raw_send") return "01_raw_send";
    if (lesson == "chat_select") return "03_chat_select";
    return lesson == "fixed_header" ? "02_fixed_header" : "05_fuzz_it";
  }

  fs::path file(const std::string& lesson) const {
    return folder_ / folder_of(lesson) / (lesson + ".cpp");
  }

  void write(const std::string& lesson, const std::string& text) const {
    fs::create_directories(file(lesson).parent_path());
    std::ofstream{file(lesson)} << text;
  }

  static std::string solution(const std::string& lesson) {
    const fs::path lessons = SHORTREAD_SOURCE_DIR "/lessons";
    return contents(lessons / folder_of(lesson) / "solution" / (lesson + ".cpp"));
  }

  // Lesson 1's solution, with one thing in it replaced.
  Said check_with(const std::string& old, const std::string& with) const {
    std::string text = solution("raw_send");
    replace(text, old, with);
    write("raw_send", text);
    return run({"check"});
  }

  fs::path folder_;
};

TEST_F(ExerciseLoop, the_starter_compiles_and_falls_short_of_the_first_step) {
  EXPECT_EQ(run({"start"}).code, 0);
  const Said said = run({"check"});
  EXPECT_EQ(said.code, 1) << said;
  EXPECT_TRUE(said.has("raw_send/1  Send everything: falls short")) << said;
  EXPECT_TRUE(said.has("Every byte is sent, however few of them")) << said;
  EXPECT_TRUE(said.has("waiting      raw_send/2")) << said;
}

TEST_F(ExerciseLoop, the_solutions_hold_all_steps) {
  for (const std::string lesson : {"raw_send", "fixed_header", "chat_select", "fuzz_it"}) {
    write(lesson, solution(lesson));
    const Said said = run({"check", lesson});
    EXPECT_EQ(said.code, 0) << said;
    EXPECT_TRUE(said.has("All steps hold.")) << said;
  }
  EXPECT_FALSE(run({"list"}).has("open")) << run({"list"});
}

// Lesson 5 judges a harness by the readers it catches, and names them.
TEST_F(ExerciseLoop, a_harness_is_told_what_it_catches_and_what_it_lets_through) {
  std::string text = solution("fuzz_it");
  write("fuzz_it", text);
  const Said whole = run({"check", "fuzz_it"});
  EXPECT_TRUE(whole.has("cuts_change_nothing catches ")) << whole;
  EXPECT_TRUE(whole.has("leftover_bytes_forgotten")) << whole;
  EXPECT_FALSE(whole.has("lets through: lines")) << whole;
  replace(text, "what_it_makes_of(pieces, open);\n  const Seen whole",
          "what_it_makes_of({joined(pieces)}, open);\n  const Seen whole");
  write("fuzz_it", text);
  const Said blind = run({"check", "fuzz_it"});
  EXPECT_EQ(blind.code, 1) << blind;
  EXPECT_TRUE(blind.has("fuzz_it/5  Cuts change nothing: falls short")) << blind;
  EXPECT_TRUE(blind.has("the known bug ")) << blind;
  EXPECT_TRUE(blind.has("cuts_change_nothing catches 0 of ")) << blind;
  EXPECT_TRUE(blind.has("it lets through: ")) << blind;
}

TEST_F(ExerciseLoop, a_harness_that_accuses_the_reference_falls_short) {
  std::string text = solution("fuzz_it");
  replace(text, "length > limit)", "length >= limit)");
  write("fuzz_it", text);
  const Said said = run({"check", "fuzz_it"});
  EXPECT_EQ(said.code, 1) << said;
  EXPECT_TRUE(said.has("fuzz_it/2  Never cry wolf: falls short")) << said;
  EXPECT_TRUE(said.has("does_what_the_page_says, The reference.")) << said;
}

TEST_F(ExerciseLoop, start_never_overwrites_and_reset_keeps_what_was_there) {
  write("raw_send", "// mine\n");
  EXPECT_EQ(run({"start", "raw_send"}).code, 0);
  EXPECT_EQ(contents(file("raw_send")), "// mine\n");
  EXPECT_EQ(run({"reset", "raw_send"}).code, 0);
  EXPECT_EQ(contents(folder_ / "01_raw_send/raw_send.backup-1.cpp"), "// mine\n");
  EXPECT_NE(contents(file("raw_send")), "// mine\n");
}

TEST_F(ExerciseLoop, a_file_that_does_not_compile_is_a_verdict) {
  const Said said = check_with("return true;", "return tru;");
  EXPECT_EQ(said.code, 1) << said;
  EXPECT_TRUE(said.has("raw_send.cpp:17:10: error: ")) << said;
}

TEST_F(ExerciseLoop, a_missing_function_is_named_with_its_signature) {
  const Said said =
      check_with("Received receive_until_closed(int peer)", "Received receive(int peer)");
  EXPECT_EQ(said.code, 1) << said;
  EXPECT_TRUE(said.has("Received receive_until_closed(int peer);")) << said;
}

TEST_F(ExerciseLoop, a_crash_is_a_finding_with_what_led_to_it) {
  const Said said = check_with("    if (received == 0) break;\n",
                               "    if (received == 0) { int* p = nullptr; *p = 1; }\n");
  EXPECT_EQ(said.code, 1) << said;
  EXPECT_TRUE(said.has("raw_send/2  Receive everything: crashed")) << said;
  EXPECT_TRUE(said.has("recv(4096) = 0  the peer has closed")) << said;
}

TEST_F(ExerciseLoop, an_exception_s_words_cannot_pass_for_ours) {
  std::string text = solution("raw_send");
  replace(text, "#include <cerrno>", "#include <cerrno>\n#include <stdexcept>");
  replace(text, "  Received all;",
          "  throw std::runtime_error{\"a\\nb\\n\\x1b[2J\"};\n  Received all;");
  write("raw_send", text);
  const Said said = run({"check"});
  EXPECT_EQ(said.code, 1) << said;
  EXPECT_TRUE(said.has("threw an exception: a\\x0ab\\x0a\\x1b[2J")) << said;
}

TEST_F(ExerciseLoop, a_loop_without_end_is_a_finding) {
  const Said said =
      check_with("    if (received == 0) break;\n",
                 "    if (received == 0) for (volatile int i = 0;; i = i + 1 & 7) {}\n");
  EXPECT_EQ(said.code, 1) << said;
  EXPECT_TRUE(said.has("raw_send/2  Receive everything: hung")) << said;
}

TEST_F(ExerciseLoop, memory_without_end_is_a_finding) {
  const Said said = check_with("    if (received == 0) break;\n",
                               "    if (received == 0) for (;;) all.bytes.append(1 << 20, 'x');\n");
  EXPECT_EQ(said.code, 1) << said;
  EXPECT_TRUE(said.has("raw_send/2  Receive everything: ")) << said;
}

// Who ends the program has not answered.
TEST_F(ExerciseLoop, exit_0_is_no_way_to_pass) {
  std::string text = solution("raw_send");
  replace(text, "#include <cerrno>", "#include <cerrno>\n#include <cstdlib>");
  replace(text, "  while (!bytes.empty()) {", "  std::exit(0);\n  while (!bytes.empty()) {");
  write("raw_send", text);
  const Said said = run({"check"});
  EXPECT_EQ(said.code, 1) << said;
  EXPECT_TRUE(said.has("raw_send/1  Send everything: crashed")) << said;
}

TEST_F(ExerciseLoop, a_finding_is_played_again_and_against_any_other) {
  EXPECT_EQ(check_with("MSG_NOSIGNAL", "0").code, 1);
  const std::string replay = (folder_ / "replay/raw_send_5.schedule").string();
  const Said mine = run({"replay", replay});
  EXPECT_EQ(mine.code, 1) << mine;
  EXPECT_TRUE(mine.has("it was killed by SIGPIPE")) << mine;
  const Said other = run({"replay", replay, "--implementation", "reference"});
  EXPECT_EQ(other.code, 0) << other;
  EXPECT_TRUE(other.has("send(1) = -1 EPIPE")) << other;
  const Said bug = run({"replay", replay, "--implementation", "sigpipe_kills"});
  EXPECT_EQ(bug.code, 1) << bug;
}

TEST_F(ExerciseLoop, a_replay_that_is_no_schedule_is_refused_with_its_line) {
  std::ofstream{folder_ / "bad.schedule"} << "# lesson: raw_send\nrecv 1\nrecv 2\n";
  const Said said = run({"replay", (folder_ / "bad.schedule").string()});
  EXPECT_EQ(said.code, 64) << said;
  EXPECT_TRUE(said.has("bad.schedule:3: ")) << said;
}

TEST_F(ExerciseLoop, watch_checks_again_at_each_save) {
  ASSERT_EQ(run({"start", "raw_send"}).code, 0);
  ChildProcess watch{shortread::testing::program("course_exercise"), arguments({"watch"})};
  ASSERT_TRUE(watch.prints("raw_send/1  Send everything: falls short")) << watch.output();
  ASSERT_TRUE(watch.prints("Watching")) << watch.output();
  write("raw_send", solution("raw_send"));
  EXPECT_TRUE(watch.prints("All steps hold.")) << watch.output();
}

TEST_F(ExerciseLoop, what_there_is_not_is_said) {
  EXPECT_EQ(run({"check"}).code, 64);
  EXPECT_TRUE(run({"check"}).has("./course start"));
  EXPECT_EQ(run({"start", "cooking"}).code, 64);
  EXPECT_EQ(run({"fly"}).code, 64);
}

}  // namespace
}  // namespace course
