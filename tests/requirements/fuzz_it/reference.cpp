// The project's own way to judge a reader in the place of lesson 5's exercise: by_the_book.hpp for
// the model, and the answer to every piece compared, not only the sum of them.
#include <lessons/05_fuzz_it/requirements.hpp>

#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace fuzz_it {
namespace {

namespace book = requirements::by_the_book;

// Kind, place and count; frames are counted before the error, answers after it must repeat it.
struct Transcript {
  std::vector<std::string> frames;
  std::vector<FrameError> errors;
  bool ended_well = false;
};

Transcript transcript(const Pieces& pieces, const OpenReader& open) {
  const auto reader = open(limit);
  Transcript all;
  for (const std::string& piece : pieces) {
    reader->feed(piece);
    auto step = reader->next_frame();
    for (; step && *step; step = reader->next_frame()) {
      if (!all.errors.empty()) all.frames.emplace_back("(after an error)");
      all.frames.push_back(**step);
    }
    if (!step) all.errors.push_back(step.error());
  }
  const auto end = reader->end_of_stream();
  all.ended_well = end.has_value();
  if (!end) all.errors.push_back(end.error());
  return all;
}

bool is_same(const FrameError& a, const FrameError& b) {
  return a.kind == b.kind && a.offset == b.offset && a.missing == b.missing;
}

bool is_steady(const Transcript& all) {
  if (all.ended_well) return all.errors.empty();
  for (const FrameError& error : all.errors) {
    if (!is_same(error, all.errors.front())) return false;
  }
  return true;
}

std::string joined(const Pieces& pieces) {
  std::string all;
  for (const std::string& piece : pieces) all += piece;
  return all;
}

Accusation compared(const Transcript& got, const std::vector<std::string>& frames,
                    const std::optional<FrameError>& error) {
  if (got.frames != frames) return "other frames";
  if (got.ended_well == error.has_value()) return error ? "no error" : "an error";
  if (error && !is_same(got.errors.front(), *error)) return "another error";
  return std::nullopt;
}

}  // namespace

Accusation what_goes_in_comes_out(const Pieces& payloads, const OpenReader& open) {
  std::string stream;
  for (const std::string& payload : payloads) stream += book::frame(payload);
  return compared(transcript({stream}, open), payloads, std::nullopt);
}

Accusation cuts_change_nothing(const Pieces& pieces, const OpenReader& open) {
  const Transcript whole = transcript({joined(pieces)}, open);
  const Transcript cut = transcript(pieces, open);
  const auto error = whole.errors.empty() ? std::nullopt : std::optional{whole.errors.front()};
  if (is_steady(whole) != is_steady(cut)) return "it is steady in one of them only";
  return compared(cut, whole.frames, error);
}

Accusation does_what_the_page_says(const Pieces& pieces, const OpenReader& open) {
  const Transcript seen = transcript(pieces, open);
  if (!is_steady(seen)) return "its error does not stay";
  const auto expected = book::decode(joined(pieces), limit);
  return compared(seen, expected.frames, expected.error);
}

}  // namespace fuzz_it
