#include <fuzz/drivers/engine_run.hpp>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <thread>

extern char** environ;

namespace fuzz {
namespace {

struct Job {
  pid_t pid = -1;
  std::filesystem::path words;  // its standard error
  std::filesystem::path finds;  // the prefix of its artifacts
  bool has_ended = false;
};

std::vector<std::string> arguments(const EngineRun& run, const Job& job, std::uint64_t seed) {
  std::vector<std::string> result{run.binary.string(),
                                  (run.folder / "corpus").string(),
                                  "-seed=" + std::to_string(seed),
                                  "-max_total_time=" + std::to_string(run.time.count()),
                                  "-timeout=2",
                                  "-max_len=512",
                                  "-malloc_limit_mb=256",
                                  "-reload=1",
                                  "-print_final_stats=1",
                                  "-artifact_prefix=" + job.finds.string()};
  if (!run.dictionary.empty()) result.push_back("-dict=" + run.dictionary.string());
  for (const auto& folder : run.seeds) result.push_back(folder.string());
  return result;
}

// Its own process group is not wanted: Ctrl-C at the terminal ends it as it ends us.
pid_t spawn(const std::vector<std::string>& words, const EngineRun& run, const Job& job) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  std::string implementation = "SHORTREAD_IMPLEMENTATION=" + run.implementation;
  std::vector<char*> environment{implementation.data()};
  for (char** one = environ; *one != nullptr; ++one) environment.push_back(*one);
  environment.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, job.words.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0644);
  pid_t pid = -1;
  const int failed =
      ::posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? pid : -1;
}

std::string last_line(const std::filesystem::path& file) {
  std::ifstream in{file};
  std::string last;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) last = line;
  }
  return last;
}

std::uint64_t executions_of(const Job& job) {
  constexpr std::string_view mark = "stat::number_of_executed_units: ";
  std::ifstream in{job.words};
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(mark)) return std::stoull(line.substr(mark.size()));
  }
  return 0;
}

std::optional<std::filesystem::path> found_by(const Job& job) {
  const std::string prefix = job.finds.filename().string();
  for (const auto& file : std::filesystem::directory_iterator{job.finds.parent_path()}) {
    if (file.path().filename().string().starts_with(prefix)) return file.path();
  }
  return std::nullopt;
}

std::string tail_of(const std::filesystem::path& file) {
  std::ifstream in{file};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  constexpr std::size_t readable = 400;
  return text.size() > readable ? text.substr(text.size() - readable) : text;
}

bool is_over(std::vector<Job>& jobs, std::optional<std::filesystem::path>& input, EngineEnd& end) {
  for (Job& job : jobs) {
    int status = 0;
    if (job.has_ended || ::waitpid(job.pid, &status, WNOHANG) != job.pid) continue;
    job.has_ended = true;
    if (status == 0) continue;
    input = found_by(job);
    if (!input) end.trouble = tail_of(job.words);
    return true;
  }
  return std::ranges::all_of(jobs, &Job::has_ended);
}

}  // namespace

EngineEnd run_engine(const EngineRun& run,
                     const std::function<void(const std::string&)>& progress) {
  std::filesystem::create_directories(run.folder / "corpus");
  std::filesystem::remove_all(run.folder / "finds");
  std::filesystem::create_directories(run.folder / "finds");
  std::vector<Job> jobs(run.jobs);
  for (std::uint64_t i = 0; i < run.jobs; ++i) {
    jobs[i].words = run.folder / ("job" + std::to_string(i) + ".log");
    jobs[i].finds = run.folder / "finds" / ("job" + std::to_string(i) + "-");
    jobs[i].pid = spawn(arguments(run, jobs[i], run.seed + i), run, jobs[i]);
    if (jobs[i].pid < 0) return {.input = {}, .trouble = run.binary.string() + " does not start"};
  }
  EngineEnd end;
  for (int ticks = 0; !is_over(jobs, end.input, end); ++ticks) {
    if (ticks % 20 == 19) progress(last_line(jobs.front().words));
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  for (const Job& job : jobs) {
    if (!job.has_ended) ::kill(job.pid, SIGINT);
    if (!job.has_ended) ::waitpid(job.pid, nullptr, 0);
    end.executions += executions_of(job);
  }
  return end;
}

}  // namespace fuzz
