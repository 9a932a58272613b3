#include <tests/requirements/fuzz_it/harness.hpp>

#include <memory>
#include <stdexcept>

#include <tests/requirements/delivery.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/requirements/fixed_header/seen.hpp>
#include <tests/requirements/observed.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements::fuzz_it_checks {
namespace {

using shortread::testing::Act;
using shortread::testing::in_quotes;

// One reader, as a harness meets it; says what it is asked where somebody listens.
class Lent final : public fuzz_it::Reader {
 public:
  explicit Lent(std::unique_ptr<requirements::Reader> reader) : reader_{std::move(reader)} {}

  void feed(std::string_view piece) override {
    Witness::note([&] { return "  feed " + in_quotes(piece); });
    reader_->feed(piece);
  }
  Step next_frame() override {
    if (++asked_ > asked_max) throw std::runtime_error{"next_frame() is asked without end"};
    const auto step = reader_->next_frame();
    Witness::note([&] {
      if (!step) return "  next_frame  " + in_words(step.error());
      return "  next_frame  " + (*step ? in_quotes(**step) : "nothing yet");
    });
    return step;
  }
  std::expected<void, shortread::FrameError> end_of_stream() override {
    const auto end = reader_->end_of_stream();
    Witness::note([&] { return "  end_of_stream  " + (end ? "fine" : in_words(end.error())); });
    return end;
  }

 private:
  static constexpr int asked_max = 100'000;
  std::unique_ptr<requirements::Reader> reader_;
  int asked_ = 0;
};

fuzz_it::OpenReader lend(const FixedHeaderPart& part) {
  return [&part](std::uint64_t wanted) -> std::unique_ptr<fuzz_it::Reader> {
    Witness::note([&] { return "open, limit " + std::to_string(wanted); });
    return std::make_unique<Lent>(part.open_reader(wanted));
  };
}

}  // namespace

fuzz_it::Pieces pieces_of(const Schedule& schedule) {
  const std::string stream = delivered(schedule);
  fuzz_it::Pieces pieces;
  std::size_t at = 0;
  for (const auto& step : schedule.receives) {
    if (step.act != Act::bytes || at == stream.size()) continue;
    pieces.push_back(stream.substr(at, step.count));
    at += pieces.back().size();
  }
  if (at < stream.size()) pieces.push_back(stream.substr(at));
  return pieces;
}

fuzz_it::Pieces payloads_of(const Schedule& schedule) {
  return by_the_book::decode(delivered(schedule), fuzz_it::limit).frames;
}

std::optional<std::string> accusation(FuzzItPart::Property property, const fuzz_it::Pieces& input,
                                      const FixedHeaderPart& reader) {
  const auto said = observed([&] { return property(input, lend(reader)); });
  if (!said) return "it " + said.error();
  return *said;
}

}  // namespace requirements::fuzz_it_checks
