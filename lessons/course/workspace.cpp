#include "workspace.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace course {
namespace {

namespace fs = std::filesystem;

fs::path starter(const LessonPlan& plan, const fs::path& lessons) {
  return lessons / plan.folder / "starter" / (plan.exercise + ".cpp");
}

// raw_send.backup-1.cpp, -2, ...: the first name that is free.
fs::path free_backup(const fs::path& file) {
  for (int number = 1;; ++number) {
    fs::path backup = file;
    backup.replace_filename(file.stem().string() + ".backup-" + std::to_string(number) +
                            file.extension().string());
    if (!fs::exists(backup)) return backup;
  }
}

}  // namespace

fs::path Workspace::exercise(const LessonPlan& plan) const {
  return folder_ / plan.folder / (plan.exercise + ".cpp");
}

bool Workspace::has(const LessonPlan& plan) const { return fs::exists(exercise(plan)); }

bool Workspace::start(const LessonPlan& plan, const fs::path& lessons) const {
  const fs::path file = exercise(plan);
  fs::create_directories(file.parent_path());
  return fs::copy_file(starter(plan, lessons), file, fs::copy_options::skip_existing);
}

fs::path Workspace::reset(const LessonPlan& plan, const fs::path& lessons) const {
  fs::path backup;
  if (has(plan)) {
    backup = free_backup(exercise(plan));
    fs::rename(exercise(plan), backup);
  }
  start(plan, lessons);
  return backup;
}

fs::path Workspace::module_folder(const LessonPlan& plan) const {
  return folder_ / "build" / plan.folder;
}

fs::path Workspace::replay_file(const std::string& step_id) const {
  std::string name = step_id;
  std::ranges::replace(name, '/', '_');
  return folder_ / "replay" / (name + ".schedule");
}

// workspace/progress.txt: one line a step, `raw_send/1 holds`, for people as for us. A line that is
// neither is left out of account.
std::map<std::string, std::string> Workspace::progress() const {
  std::map<std::string, std::string> found;
  std::ifstream file{folder_ / "progress.txt"};
  for (std::string line; std::getline(file, line);) {
    std::istringstream words{line};
    std::string step;
    std::string verdict;
    if (words >> step >> verdict && (verdict == "holds" || verdict == "falls_short")) {
      found[step] = verdict;
    }
  }
  return found;
}

// Written beside it and renamed: killed in the middle, it is the old file or the new one.
void Workspace::record(const std::string& step_id, bool holds) const {
  auto known = progress();
  known[step_id] = holds ? "holds" : "falls_short";
  fs::create_directories(folder_);
  const fs::path file = folder_ / "progress.txt";
  const fs::path fresh = folder_ / "progress.txt.new";
  std::ofstream out{fresh};
  for (const auto& [step, verdict] : known) out << step << ' ' << verdict << '\n';
  out.close();
  if (out) fs::rename(fresh, file);
}

}  // namespace course
