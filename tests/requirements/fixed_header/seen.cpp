#include <tests/requirements/fixed_header/seen.hpp>

#include <algorithm>
#include <memory>

#include <tests/requirements/observed.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements {
namespace {

using shortread::FrameError;
using shortread::FrameErrorKind;
using shortread::testing::FakeStream;
using shortread::testing::in_quotes;
using shortread::testing::Schedule;

constexpr std::size_t frames_max = 100'000;  // more than any schedule holds: it would never stop

class Playing {
 public:
  Playing(const FixedHeaderPart& part, const Schedule& schedule, std::uint64_t limit,
          AfterError after_error)
      : reader_{part.open_reader(limit)},
        stream_{schedule, FakeStream::Remember::nothing},
        memory_{std::make_unique_for_overwrite<char[]>(schedule.incoming.size())},
        after_error_{after_error} {}

  Seen seen() {
    std::string room(stream_.schedule().incoming.size() + 1, '\0');
    while (!is_over()) {
      const auto piece = receive(room);
      if (!piece) return seen_;
      if (piece->empty()) return ended();
      feed(*piece);
    }
    return seen_;
  }

 private:
  [[nodiscard]] bool is_over() const {
    return !seen_.oddity.empty() || (seen_.error && after_error_ == AfterError::stop);
  }

  // What arrived, empty at the end; nothing when the network has gone or will be silent for ever:
  // then nobody asks the reader any more.
  std::optional<std::string_view> receive(std::string& room) {
    try {
      for (;;) {
        const auto answer = stream_.recv(room);
        if (answer.result >= 0)
          return std::string_view{room}.substr(0, static_cast<std::size_t>(answer.result));
        if (stream_.has_ended()) return std::nullopt;
      }
    } catch (const shortread::testing::WouldWaitForEver&) {
      return std::nullopt;
    }
  }

  // At the very end of its memory, so that a sanitizer sees each read beyond it; overwritten, so
  // that whoever still looks at it afterwards reads nonsense.
  void feed(std::string_view received) {
    char* const end = memory_.get() + stream_.schedule().incoming.size();
    char* const begin = end - received.size();
    std::ranges::copy(received, begin);
    const std::string_view piece{begin, received.size()};
    Witness::note([&] { return "feed " + std::to_string(piece.size()) + "  " + in_quotes(piece); });
    reader_->feed(piece);
    pull();
    std::fill(begin, end, '\xDB');
  }

  void pull() {
    for (std::size_t pulled = 0; pulled < frames_max; ++pulled) {
      auto step = reader_->next_frame();
      if (!step) return take(step.error());
      if (!*step) return Witness::note("next_frame  nothing yet");
      if (seen_.error) seen_.changed_its_mind = true;
      Witness::note([&] { return "next_frame  " + in_quotes(**step); });
      seen_.frames.push_back(*std::move(*step));
    }
    seen_.oddity = "hands out frames without end";
    somebody_would_have_seen = true;
  }

  void take(const FrameError& error) {
    Witness::note([&] { return "next_frame  " + in_words(error); });
    const bool is_another =
        seen_.error && (seen_.error->kind != error.kind || seen_.error->offset != error.offset);
    if (is_another) seen_.changed_its_mind = true;
    if (!seen_.error) seen_.error = error;
  }

  Seen ended() {
    const auto end = reader_->end_of_stream();
    Witness::note(
        [&] { return "end_of_stream  " + (end ? std::string{"fine"} : in_words(end.error())); });
    if (!end && !seen_.error) seen_.error = end.error();
    if (end && seen_.error) seen_.changed_its_mind = true;
    return seen_;
  }

  std::unique_ptr<Reader> reader_;
  FakeStream stream_;
  std::unique_ptr<char[]> memory_;  // as much as all pieces together: no piece is longer
  AfterError after_error_;
  Seen seen_;
};

}  // namespace

Seen play(const FixedHeaderPart& part, const Schedule& schedule, std::uint64_t limit,
          AfterError after_error) {
  auto seen = observed([&] { return Playing{part, schedule, limit, after_error}.seen(); });
  if (!seen) return {.oddity = seen.error()};
  return *std::move(seen);
}

std::string in_words(const FrameError& error) {
  switch (error.kind) {
    case FrameErrorKind::malformed_header:
      return "malformed_header at byte " + std::to_string(error.offset);
    case FrameErrorKind::over_limit:
      return "over_limit at byte " + std::to_string(error.offset);
    case FrameErrorKind::closed_inside_frame:
      return "closed_inside_frame at byte " + std::to_string(error.offset) + ", " +
             std::to_string(error.missing) + " missing";
  }
  return "an error of no known kind";
}

std::string in_words(const std::vector<std::string>& frames) {
  constexpr std::size_t readable = 8;
  std::string text = frames.empty() ? "no frame" : "";
  for (std::size_t i = 0; i < std::min(frames.size(), readable); ++i) {
    const std::string payload = in_quotes(frames[i]);
    text += (i == 0 ? "" : ", ");
    text += payload.size() > 100 ? std::to_string(frames[i].size()) + " bytes" : payload;
  }
  if (frames.size() > readable) text += ", " + std::to_string(frames.size() - readable) + " more";
  return text;
}

std::string in_words(const std::vector<std::string>& frames,
                     const std::optional<FrameError>& error) {
  return in_words(frames) + (error ? ", then " + in_words(*error) : ", no error");
}

std::string in_words(const Seen& seen) {
  if (!seen.oddity.empty()) return "it " + seen.oddity;
  return in_words(seen.frames, seen.error);
}

}  // namespace requirements
