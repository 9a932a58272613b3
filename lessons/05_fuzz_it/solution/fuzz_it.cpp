// Lesson 5, the exercise solved, as plainly as it goes.

#include "requirements.hpp"

namespace fuzz_it {
namespace {

constexpr std::size_t header_size = 10;

// All that a reader lets one see of a stream.
struct Seen {
  std::vector<std::string> frames = {};
  std::optional<FrameError> error = std::nullopt;
  bool has_changed_its_mind = false;  // after an error: a frame, or another error, or a good end
};

bool is_same(const std::optional<FrameError>& a, const std::optional<FrameError>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->kind == b->kind && a->offset == b->offset && a->missing == b->missing;
}

bool is_same(const Seen& a, const Seen& b) {
  return a.frames == b.frames && is_same(a.error, b.error) &&
         a.has_changed_its_mind == b.has_changed_its_mind;
}

// The first error counts. Every answer after it must be that error again.
void note(Seen& seen, const FrameError& error) {
  if (!seen.error) seen.error = error;
  else if (!is_same(*seen.error, error)) seen.has_changed_its_mind = true;
}

void pull(Reader& reader, Seen& seen) {
  for (;;) {
    const auto step = reader.next_frame();
    if (!step) return note(seen, step.error());
    if (!*step) return;
    if (seen.error) seen.has_changed_its_mind = true;
    seen.frames.push_back(**step);
  }
}

// Goes on after an error, as a hostile peer would.
Seen what_it_makes_of(const Pieces& pieces, const OpenReader& open) {
  const auto reader = open(limit);
  Seen seen;
  for (const std::string& piece : pieces) {
    reader->feed(piece);
    pull(*reader, seen);
  }
  const auto end = reader->end_of_stream();
  if (!end) note(seen, end.error());
  else if (seen.error) seen.has_changed_its_mind = true;
  return seen;
}

std::string joined(const Pieces& pieces) {
  std::string all;
  for (const std::string& piece : pieces) all += piece;
  return all;
}

std::string frame(const std::string& payload) {
  std::string bytes = std::to_string(payload.size());
  bytes.resize(header_size, ' ');
  return bytes + payload;
}

// Digits without a leading zero, then spaces: as far as it goes.
bool may_begin_so(std::string_view header) {
  const std::string_view number = header.substr(0, header.find_first_not_of("0123456789"));
  const std::string_view padding = header.substr(number.size());
  if (number.empty() || (number.size() > 1 && number.front() == '0')) return false;
  return padding.find_first_not_of(' ') == std::string_view::npos;
}

std::optional<std::size_t> wrong_byte(std::string_view header) {
  for (std::size_t count = 1; count <= header.size(); ++count) {
    if (!may_begin_so(header.substr(0, count))) return count - 1;
  }
  return std::nullopt;
}

FrameError torn(std::size_t stream_bytes, std::uint64_t missing) {
  return {.kind = FrameErrorKind::closed_inside_frame, .offset = stream_bytes, .missing = missing};
}

// The model: docs/wire.md, sentence by sentence, of a stream that lies there as a whole.
Seen by_the_page(std::string_view stream) {
  Seen seen;
  for (std::size_t at = 0; at < stream.size() && !seen.error;) {
    const std::string header{stream.substr(at, header_size)};
    if (const auto wrong = wrong_byte(header)) {
      seen.error = {.kind = FrameErrorKind::malformed_header, .offset = at + *wrong};
      break;
    }
    if (header.size() < header_size) {
      seen.error = torn(stream.size(), header_size - header.size());
      break;
    }
    const std::uint64_t length = std::stoull(header);
    const std::string payload{stream.substr(at + header_size, length)};
    if (length > limit) seen.error = {.kind = FrameErrorKind::over_limit, .offset = at};
    else if (payload.size() < length) seen.error = torn(stream.size(), length - payload.size());
    else seen.frames.push_back(payload);
    at += header_size + payload.size();
  }
  return seen;
}

}  // namespace

Accusation what_goes_in_comes_out(const Pieces& payloads, const OpenReader& open) {
  std::string stream;
  for (const std::string& payload : payloads) stream += frame(payload);
  const Seen seen = what_it_makes_of({stream}, open);
  if (seen.error) return "good frames are an error";
  if (seen.frames != payloads) return "what comes out is not what went in";
  return std::nullopt;
}

Accusation cuts_change_nothing(const Pieces& pieces, const OpenReader& open) {
  const Seen cut = what_it_makes_of(pieces, open);
  const Seen whole = what_it_makes_of({joined(pieces)}, open);
  if (is_same(cut, whole)) return std::nullopt;
  return "the cuts change the answer";
}

Accusation does_what_the_page_says(const Pieces& pieces, const OpenReader& open) {
  const Seen seen = what_it_makes_of(pieces, open);
  if (seen.has_changed_its_mind) return "an error does not stay";
  if (is_same(seen, by_the_page(joined(pieces)))) return std::nullopt;
  return "the page says otherwise";
}

}  // namespace fuzz_it
