#include <fuzz/drivers/kept.hpp>

#include <fstream>
#include <functional>
#include <sstream>

#include <shortread/testing/schedule_bytes.hpp>

namespace fuzz {
namespace {

namespace fs = std::filesystem;

// Named after whom it was found against, and after its content: the same finding is one file.
std::string name_for(const std::string& implementation, const std::string& bytes) {
  std::ostringstream name;
  name << fs::path{implementation}.filename().string() << '-' << std::hex
       << std::hash<std::string>{}(bytes) % 0x100000000;
  return name.str();
}

}  // namespace

fs::path keep(const Schedule& schedule, const Target& target, const std::string& implementation,
              bool for_good) {
  const std::string bytes = to_bytes(schedule);
  const fs::path source = SHORTREAD_SOURCE_DIR;
  const fs::path folder =
      source / (for_good ? "fuzz/regressions" : "build/findings/kept") / target.name;
  fs::create_directories(folder);
  const fs::path file = folder / (name_for(implementation, bytes) + (for_good ? "" : ".schedule"));
  std::ofstream out{file, std::ios::binary};
  if (for_good) out << bytes;
  else
    out << "# " << target.name << ", found against " << implementation << '\n' << to_text(schedule);
  return file;
}

}  // namespace fuzz
