#include <tests/requirements/contained.hpp>

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <new>
#include <system_error>
#include <thread>

namespace requirements {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t text_bytes_max = 1024 * 1024;
constexpr std::size_t output_bytes_max = 64 * 1024;

[[noreturn]] void fail(const char* call) {
  throw std::system_error{errno, std::generic_category(), call};
}

// Field 14 and 15 of /proc/PID/stat, in clock ticks; the name before them may hold anything.
milliseconds cpu_used(pid_t pid) {
  std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return {};
  unsigned long user = 0;
  unsigned long system = 0;
  if (std::sscanf(line.c_str() + name_end + 1,
                  " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2) {
    return {};
  }
  return milliseconds{(user + system) * 1000 / static_cast<unsigned long>(::sysconf(_SC_CLK_TCK))};
}

std::size_t resident_bytes(pid_t pid) {
  std::ifstream file{"/proc/" + std::to_string(pid) + "/statm"};
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// Where the child writes what it would have put on the terminal.
class OutputFile {
 public:
  OutputFile() : fd_{::memfd_create("output", MFD_CLOEXEC)} {
    if (fd_ < 0) fail("memfd_create");
  }
  ~OutputFile() { ::close(fd_); }
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void become_standard_output() const {
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(fd_, STDOUT_FILENO);
    ::dup2(fd_, STDERR_FILENO);
  }

  [[nodiscard]] std::string contents() const {
    std::string bytes(output_bytes_max, '\0');
    const ssize_t count = ::pread(fd_, bytes.data(), bytes.size(), 0);
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
  }

 private:
  int fd_;
};

// Looks after one child until it ends or passes a limit.
class Watch {
 public:
  Watch(pid_t child, const Tidings& tidings, const Limits& limits)
      : child_{child}, tidings_{tidings}, limits_{limits} {}

  Contained until_end() {
    auto pause = milliseconds{1};
    while (!has_ended()) {
      look();
      std::this_thread::sleep_for(pause);
      pause = std::min(pause * 2, milliseconds{20});
    }
    return result_;
  }

 private:
  bool has_ended() {
    int status = 0;
    if (::waitpid(child_, &status, WNOHANG) != child_) return false;
    if (result_.end != End::returned) return true;  // we killed it
    if (WIFEXITED(status)) result_.exit_code = WEXITSTATUS(status);
    else result_.signal = WTERMSIG(status);
    if (!tidings_.is_finished()) result_.end = End::died;
    return true;
  }

  void look() {
    const auto now = Clock::now();
    const auto cpu = cpu_used(child_);
    if (tidings_.progress() + tidings_.beats() != progress_) {
      progress_ = tidings_.progress() + tidings_.beats();
      last_progress_ = now;
      cpu_then_ = cpu;
    }
    if (resident_bytes(child_) > limits_.resident_bytes) kill_for(End::ate_memory);
    else if (cpu - cpu_then_ > limits_.cpu) kill_for(End::hung);
    else if (now - last_progress_ > limits_.wall) kill_for(End::waited);
  }

  void kill_for(End reason) {
    if (result_.end == End::returned) result_.end = reason;
    ::kill(child_, SIGKILL);
  }

  pid_t child_;
  const Tidings& tidings_;
  const Limits& limits_;
  Contained result_;
  std::uint64_t progress_ = 0;
  Clock::time_point last_progress_ = Clock::now();
  milliseconds cpu_then_{};
};

// What the work throws ends this process, and not in a handler of whoever forked it.
[[noreturn]] void live_and_die(const std::function<void()>& work, Tidings& tidings,
                               const OutputFile& output, pid_t parent) noexcept {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);  // it died before we could ask to follow it
  const rlimit no_core{.rlim_cur = 0, .rlim_max = 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  const rlimit small_files{.rlim_cur = 16 * 1024 * 1024, .rlim_max = 16 * 1024 * 1024};
  ::setrlimit(RLIMIT_FSIZE, &small_files);  // an endless print is not to fill the memory
  ::signal(SIGPIPE, SIG_DFL);
  output.become_standard_output();
  work();
  tidings.set_finished();
  std::fflush(nullptr);
  ::_exit(0);
}

}  // namespace

struct Tidings::Shared {
  std::atomic<std::uint64_t> progress;
  std::atomic<std::uint64_t> beats;
  std::atomic<bool> is_finished;
  std::atomic<std::size_t> text_bytes;
  char text[text_bytes_max];
};

Tidings::Tidings() {
  void* const memory =
      ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) fail("mmap");
  shared_ = new (memory) Shared;  // fresh pages: all zeros
}

Tidings::~Tidings() { ::munmap(shared_, sizeof(Shared)); }

void Tidings::set_progress(std::uint64_t value) { shared_->progress = value; }
std::uint64_t Tidings::progress() const { return shared_->progress; }
void Tidings::beat() { ++shared_->beats; }
std::uint64_t Tidings::beats() const { return shared_->beats; }

void Tidings::set_finished() { shared_->is_finished = true; }
bool Tidings::is_finished() const { return shared_->is_finished; }

void Tidings::set_text(const std::string& text) {
  shared_->text_bytes = 0;
  const std::size_t count = std::min(text.size(), text_bytes_max);
  std::memcpy(shared_->text, text.data(), count);
  shared_->text_bytes = count;
}

std::string Tidings::text() const { return {shared_->text, shared_->text_bytes}; }

Contained run_contained(const std::function<void()>& work, Tidings& tidings, const Limits& limits) {
  const OutputFile output;
  std::fflush(nullptr);  // or the child would write it a second time
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) fail("fork");
  if (child == 0) live_and_die(work, tidings, output, parent);
  Contained result = Watch{child, tidings, limits}.until_end();
  result.output = output.contents();
  return result;
}

}  // namespace requirements
