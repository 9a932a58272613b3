#include <fuzz/core_checks.hpp>

#include <algorithm>
#include <string>
#include <string_view>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/frame_error.hpp>
#include <shortread/core/length_header.hpp>
#include <shortread/core/printable.hpp>
#include <shortread/core/send_queue.hpp>
#include <tests/requirements/comparison.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace fuzz {
namespace {

using requirements::finding;
namespace by_the_book = requirements::by_the_book;
using shortread::bytes_of;
using shortread::text_of;
using shortread::testing::in_quotes;
using shortread::testing::Step;

// Only the escapes that printable() writes; anything else is left, and so differs.
std::string read_back(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      bytes += text[at];
    } else if (text.substr(at, 2) == "\\\\") {
      bytes += '\\';
      at += 1;
    } else if (text.substr(at, 2) == "\\x" && at + 3 < text.size()) {
      bytes += static_cast<char>(digits.find(text[at + 2]) * 16 + digits.find(text[at + 3]));
      at += 3;
    }
  }
  return bytes;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto value = static_cast<unsigned char>(c);
    return value < 0x20 || value == 0x7F;
  });
}

// The pieces that the schedule's counts make of the bytes, the last one all that is left.
template <class Visit>
void for_pieces(const Schedule& schedule, Visit visit) {
  std::string_view rest = schedule.incoming;
  for (const Step& step : schedule.receives) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(step.count, rest.size()));
    visit(rest.substr(0, count));
    rest.remove_prefix(count);
  }
  visit(rest);
}

struct BegunFrame {
  std::uint64_t pending = 0;
  std::uint64_t missing = 0;
};

std::string in_words(const BegunFrame& begun) {
  return std::to_string(begun.pending) + " bytes of a frame, " + std::to_string(begun.missing) +
         " missing";
}

// What the stream so far ends in; nothing where it is wrong.
std::optional<BegunFrame> begun_frame(std::string_view stream, std::uint64_t limit) {
  const auto decoded = by_the_book::decode(stream, limit);
  if (!decoded.error) return BegunFrame{};
  if (decoded.error->kind != shortread::FrameErrorKind::closed_inside_frame) return std::nullopt;
  std::uint64_t whole = 0;
  for (const auto& frame : decoded.frames) whole += 10 + frame.size();
  return BegunFrame{.pending = stream.size() - whole, .missing = decoded.error->missing};
}

std::string said_of_errors(std::string_view stream) {
  shortread::FrameDecoder decoder{shortread::FrameLimit{16}};
  decoder.feed(bytes_of(stream));
  auto step = decoder.next_frame();
  while (step && *step) step = decoder.next_frame();
  const auto end = decoder.end_of_stream();
  return end ? std::string{} : describe(end.error());
}

}  // namespace

std::optional<Finding> what_is_printed_is_safe(const void* /*part*/, const Schedule& schedule) {
  const std::string whole = shortread::printable(bytes_of(schedule.incoming));
  shortread::PrintableStream stream;
  std::string in_pieces;
  for_pieces(schedule, [&](std::string_view piece) { in_pieces += stream.add(bytes_of(piece)); });
  in_pieces += stream.finish();
  if (has_control(whole)) return finding(schedule, "no control character", in_quotes(whole));
  if (read_back(whole) != schedule.incoming) {
    return finding(schedule, in_quotes(schedule.incoming) + ", read back", in_quotes(whole));
  }
  if (in_pieces != whole) {
    return finding(schedule, in_quotes(whole) + ", however it is cut", in_quotes(in_pieces));
  }
  const std::string said = said_of_errors(schedule.incoming);
  const bool is_ascii = std::ranges::all_of(said, [](char c) { return ' ' <= c && c <= '~'; });
  if (is_ascii) return std::nullopt;
  return finding(schedule, "an error in printable ASCII", in_quotes(said));
}

std::optional<Finding> what_is_said_of_a_begun_frame_is_so(const void* /*part*/,
                                                           const Schedule& schedule) {
  constexpr std::uint64_t limit = 16;
  shortread::FrameDecoder decoder{shortread::FrameLimit{limit}};
  std::string stream;
  std::optional<Finding> found;
  for_pieces(schedule, [&](std::string_view piece) {
    stream += piece;
    decoder.feed(bytes_of(piece));
    auto step = decoder.next_frame();
    while (step && *step) step = decoder.next_frame();
    const auto expected = begun_frame(stream, limit);
    if (found || !step || !expected) return;
    if (decoder.bytes_pending() == expected->pending &&
        decoder.bytes_missing() == expected->missing) {
      return;
    }
    found = finding(schedule, in_words(*expected),
                    in_words({decoder.bytes_pending(), decoder.bytes_missing()}));
  });
  if (found) return found;
  const std::string_view header = std::string_view{schedule.incoming}.substr(0, 10);
  for (std::size_t size = 0; size <= header.size(); ++size) {
    const std::string_view begun = header.substr(0, size);
    if (shortread::first_wrong_byte(bytes_of(begun)) == by_the_book::wrong_byte(begun)) continue;
    return finding(schedule, "as the book judges " + in_quotes(begun), "otherwise");
  }
  return std::nullopt;
}

// Each piece is pushed; each byte of what is sent says how much of the queue is then taken.
std::optional<Finding> the_queue_is_a_queue(const void* /*part*/, const Schedule& schedule) {
  constexpr std::size_t limit = 64;
  shortread::SendQueue queue{shortread::QueueLimit{limit}};
  std::string model;
  std::size_t turn = 0;
  std::optional<Finding> found;
  const auto compare = [&] {
    const std::string_view got = text_of(queue.peek());
    const bool is_same =
        got == model && queue.bytes_pending() == model.size() && queue.is_empty() == model.empty();
    if (!is_same && !found) found = finding(schedule, in_quotes(model), in_quotes(got));
  };
  for_pieces(schedule, [&](std::string_view piece) {
    const bool fits = model.size() + piece.size() <= limit;
    if (queue.push(bytes_of(piece)) != fits && !found) {
      found =
          finding(schedule, fits ? "taken" : "refused: over the limit", fits ? "refused" : "taken");
    }
    if (fits) model += piece;
    compare();
    if (schedule.outgoing.empty()) return;
    const auto wanted =
        static_cast<unsigned char>(schedule.outgoing[turn++ % schedule.outgoing.size()]);
    const std::size_t count = std::min<std::size_t>(wanted, model.size());
    queue.commit(count);
    model.erase(0, count);
    compare();
  });
  return found;
}

}  // namespace fuzz
