// A folder with our programs in which one is another.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "tests/lessons/course/tour.hpp"

namespace course::testing {

class Swapped {
 public:
  Swapped(const std::string& name, const std::string& by)
      : folder_{std::filesystem::path{::testing::TempDir()} /
                ("shortread_bin_" + std::to_string(::getpid()))} {
    std::filesystem::create_directories(folder_);
    for (const auto& entry : std::filesystem::directory_iterator{
             std::filesystem::path{shortread::testing::program("x")}.parent_path()}) {
      std::filesystem::create_symlink(entry.path(), folder_ / entry.path().filename());
    }
    std::filesystem::remove(folder_ / name);
    std::filesystem::create_symlink(shortread::testing::program(by), folder_ / name);
  }
  ~Swapped() { std::filesystem::remove_all(folder_); }
  Swapped(const Swapped&) = delete;
  Swapped& operator=(const Swapped&) = delete;
  [[nodiscard]] std::string bin() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace course::testing
