#include "compile.hpp"

#include <cxxabi.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <thread>

#include <shortread/core/printable.hpp>

namespace course {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{60};  // templates may compile for ever

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  std::istringstream stream{std::string{list}};
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// The compiler of this build, with this build's sanitizers: a module must match who loads it. No
// optimisation: it costs more time than it saves.
std::vector<std::string> command(const LessonPlan& plan, const fs::path& file,
                                 const fs::path& module) {
  const std::string source = SHORTREAD_SOURCE_DIR;
  std::vector<std::string> words{SHORTREAD_CXX, "-std=c++23", "-O0",
                                 "-g",          "-shared",    "-fPIC",
                                 "-Wall",       "-Wextra",    "-fdiagnostics-color=never"};
  const auto add = [&](const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
  };
  add(words_of(SHORTREAD_MODULE_FLAGS));
  add({"-I", source, "-I", source + "/lessons/" + plan.folder, "-I", SHORTREAD_INCLUDE_DIR});
  add({"-DSHORTREAD_EXERCISE=\"" + file.string() + "\"",
       source + "/tests/requirements/" + plan.name + "/module.cpp", "-o", module.string()});
  add(words_of(SHORTREAD_MODULE_LINK_FLAGS));
  return words;
}

[[noreturn]] void become(const std::vector<std::string>& words, const fs::path& log) {
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (out < 0) ::_exit(127);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::setpgid(0, 0);  // the compiler starts others; all of them end together
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

enum class Ran : std::uint8_t { well, badly, too_long };

Ran run(const std::vector<std::string>& words, const fs::path& log) {
  const pid_t child = ::fork();
  if (child == 0) become(words, log);
  const auto deadline = Clock::now() + patience;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() > deadline) {
      ::kill(-child, SIGKILL);
      ::waitpid(child, &status, 0);
      return Ran::too_long;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Ran::well : Ran::badly;
}

std::string contents(const fs::path& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string demangled(const std::string& symbol) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name{
      abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status), std::free};
  return status == 0 ? name.get() : symbol;
}

}  // namespace

std::expected<fs::path, NotCompiled> compile(const LessonPlan& plan, const fs::path& file,
                                             const fs::path& folder) {
  fs::create_directories(folder);
  const fs::path module = folder / (plan.exercise + ".so");
  const fs::path log = folder / "compiler.log";
  switch (run(command(plan, file, module), log)) {
    case Ran::well:
      return module;
    case Ran::too_long:
      return std::unexpected(NotCompiled{.lines = {"the compiler did not end within a minute"},
                                         .has_timed_out = true});
    case Ran::badly:
      break;
  }
  return std::unexpected(NotCompiled{.lines = diagnostics(contents(log), file)});
}

std::vector<std::string> diagnostics(const std::string& said, const fs::path& file,
                                     std::size_t lines_max) {
  std::vector<std::string> own;    // errors in the learner's file, each with its source lines
  std::vector<std::string> other;  // errors elsewhere
  std::vector<std::string>* current = nullptr;
  std::istringstream lines{said};
  for (std::string line; std::getline(lines, line);) {
    const bool is_source =
        line.starts_with("      |") || (line.contains(" | ") && line.starts_with(" "));
    if (line.contains(": error: ") || line.contains(": fatal error: ")) {
      current = line.starts_with(file.string()) ? &own : &other;
    } else if (!is_source) {
      current = nullptr;  // a note, a warning, where a template came from
    }
    if (current == nullptr) continue;
    if (line.starts_with(file.string())) line = line.substr(file.parent_path().string().size() + 1);
    current->push_back(shortread::printable(shortread::bytes_of(line)));
  }
  own.insert(own.end(), other.begin(), other.end());
  if (own.empty()) own.push_back("the compiler failed without a word about an error");
  if (own.size() > lines_max) own.resize(lines_max);
  return own;
}

std::vector<std::string> missing_function(const std::string& loader_said, const LessonPlan& plan) {
  constexpr std::string_view mark = "undefined symbol: ";
  const std::size_t at = loader_said.find(mark);
  if (at == std::string::npos) return {loader_said};
  const std::string name = demangled(loader_said.substr(at + mark.size()));
  const std::string function = name.substr(0, name.find('('));
  std::vector<std::string> lines{plan.exercise + ".cpp defines no function " + name,
                                 "requirements.hpp declares it so:"};
  const std::string bare = function.substr(function.rfind(':') + 1);
  std::istringstream header{
      contents(fs::path{SHORTREAD_SOURCE_DIR} / "lessons" / plan.folder / "requirements.hpp")};
  for (std::string line; std::getline(header, line);) {
    if (line.contains(bare + "(") && line.ends_with(";")) lines.push_back("  " + line);
  }
  return lines;
}

}  // namespace course
