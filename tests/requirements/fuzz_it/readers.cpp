#include <tests/requirements/fuzz_it/readers.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include <tests/requirements/known_bug.hpp>
#include <tests/requirements/module.hpp>

namespace requirements::fuzz_it_checks {
namespace {

using shortread::FrameError;
using End = std::expected<void, FrameError>;

template <class AReader>
constexpr FixedHeaderPart part_with{
    .encode_frame = nullptr,
    .open_reader = [](std::uint64_t /*limit*/) -> std::unique_ptr<Reader> {
      return std::make_unique<AReader>();
    },
    .receive_frames = nullptr};

class ShowsNothing final : public Reader {
 public:
  void feed(std::string_view /*piece*/) override {}
  Step next_frame() override { return std::nullopt; }
  [[nodiscard]] End end_of_stream() const override { return {}; }
};

class ShowsOneTooMany final : public Reader {
 public:
  void feed(std::string_view /*piece*/) override {}
  Step next_frame() override {
    if (std::exchange(has_shown_, true)) return std::nullopt;
    return "never sent";
  }
  [[nodiscard]] End end_of_stream() const override { return {}; }

 private:
  bool has_shown_ = false;
};

enum class ThrowsFrom : std::uint8_t { everywhere, feed, next_frame, end_of_stream };

template <ThrowsFrom from>
class Throws final : public Reader {
 public:
  void feed(std::string_view /*piece*/) override {
    if (from == ThrowsFrom::everywhere) throw std::runtime_error{"broken"};
    if (from == ThrowsFrom::feed) throw std::invalid_argument{"not a number"};
  }
  Step next_frame() override {
    if (from == ThrowsFrom::next_frame) throw std::out_of_range{"too large a number"};
    return std::nullopt;
  }
  [[nodiscard]] End end_of_stream() const override {
    if (from == ThrowsFrom::end_of_stream) throw std::logic_error{"not finished"};
    return {};
  }
};

// A message ends at its newline. An end inside a line is an error where the line stands.
enum class LineMistake : std::uint8_t { none, rest_of_read, line_begun };

template <LineMistake mistake>
class Lines final : public Reader {
 public:
  void feed(std::string_view piece) override {
    if (mistake == LineMistake::line_begun) received_.clear();
    received_ += piece;
  }
  Step next_frame() override {
    const std::size_t end = received_.find('\n');
    if (end == std::string::npos) return std::nullopt;
    std::string line = received_.substr(0, end);
    line_start_ += end + 1;
    if (mistake == LineMistake::rest_of_read) received_.clear();
    else received_.erase(0, end + 1);
    return line;
  }
  [[nodiscard]] End end_of_stream() const override {
    if (received_.empty()) return {};
    return std::unexpected(FrameError{.kind = shortread::FrameErrorKind::closed_inside_frame,
                                      .offset = line_start_,
                                      .missing = 1});
  }

 private:
  std::string received_;
  std::uint64_t line_start_ = 0;
};

TriedReader loaded(const std::string& name, const std::string& title) {
  const auto part = load_module(SHORTREAD_MODULES_DIR "/fixed_header/" + name + ".so");
  if (!part) throw std::runtime_error{"a reader of lesson 2 is not there: " + part.error()};
  return {.name = name, .title = title, .part = static_cast<const FixedHeaderPart*>(*part)};
}

std::vector<TriedReader> loaded_bugs() {
  std::vector<TriedReader> readers{loaded("tutorial", "The tutorial's way.")};
  for (const auto& file :
       std::filesystem::directory_iterator{SHORTREAD_SOURCE_DIR "/lessons/02_fixed_header/bugs"}) {
    if (!file.is_regular_file()) continue;
    const auto bug = read_known_bug(file.path());
    if (bug && bug->door == "part") readers.push_back(loaded(bug->name, bug->title));
  }
  std::ranges::sort(readers, {}, &TriedReader::name);  // a folder has no order
  return readers;
}

}  // namespace

std::span<const TriedReader> good_readers() {
  static const std::array readers{loaded("reference", "The reference."),
                                  loaded("solution", "Lesson 2's solution.")};
  return readers;
}

std::span<const TriedReader> known_bugs() {
  static const std::vector<TriedReader> readers = loaded_bugs();
  return readers;
}

std::span<const TriedReader> canaries() {
  static const std::array readers{
      TriedReader{"shows_nothing", "It takes everything and shows nothing.",
                  &part_with<ShowsNothing>},
      TriedReader{"shows_one_too_many", "It shows a message that nobody sent.",
                  &part_with<ShowsOneTooMany>}};
  return readers;
}

std::span<const TriedReader> throwing_readers() {
  static const std::array readers{
      TriedReader{"throws_at_once", "It is broken, and says so.",
                  &part_with<Throws<ThrowsFrom::everywhere>>},
      TriedReader{"throws_in_feed", "feed() throws.", &part_with<Throws<ThrowsFrom::feed>>},
      TriedReader{"throws_in_next_frame", "next_frame() throws.",
                  &part_with<Throws<ThrowsFrom::next_frame>>},
      TriedReader{"throws_at_the_end", "end_of_stream() throws.",
                  &part_with<Throws<ThrowsFrom::end_of_stream>>}};
  return readers;
}

const TriedReader& line_reader() {
  static const TriedReader reader{"lines", "A reader of lines, and a good one.",
                                  &part_with<Lines<LineMistake::none>>};
  return reader;
}

std::span<const TriedReader> wrong_line_readers() {
  static const std::array readers{
      TriedReader{"lines_forget_the_rest", "It reads lines: what follows one in a read is lost.",
                  &part_with<Lines<LineMistake::rest_of_read>>},
      TriedReader{"lines_in_one_read", "It reads lines: one that a read cuts is lost.",
                  &part_with<Lines<LineMistake::line_begun>>}};
  return readers;
}

}  // namespace requirements::fuzz_it_checks
