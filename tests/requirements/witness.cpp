#include <tests/requirements/witness.hpp>

#include <utility>

namespace requirements {
namespace {

// One line per call: a program that calls without end is not to fill the memory with its lines.
constexpr std::size_t lines_max = 400;

struct Notes {
  bool is_watching = false;
  std::FILE* stream = nullptr;
  std::vector<std::string> lines;
};
Notes notes;
std::function<void()> heartbeat_heard;

}  // namespace

void Witness::begin(std::FILE* stream) {
  notes = {.is_watching = true, .stream = stream, .lines = {}};
}

std::vector<std::string> Witness::end() { return std::exchange(notes, {}).lines; }

bool Witness::is_watching() { return notes.is_watching; }

void Witness::note(const std::string& line) {
  if (!notes.is_watching || notes.lines.size() >= lines_max) return;
  notes.lines.push_back(line);
  if (notes.stream != nullptr) {
    std::fprintf(notes.stream, "\x01%s\n", line.c_str());  // told apart from other output
    std::fflush(notes.stream);
  }
}

void Witness::on_heartbeat(std::function<void()> heard) { heartbeat_heard = std::move(heard); }
void Witness::heartbeat() {
  if (heartbeat_heard) heartbeat_heard();
}

Witness::Aside::Aside() : was_watching_{std::exchange(notes.is_watching, false)} {}
Witness::Aside::~Aside() { notes.is_watching = was_watching_; }

}  // namespace requirements
