#include <tests/requirements/fixed_header/schedules.hpp>

#include <array>
#include <string>
#include <string_view>

#include <shortread/testing/cuts.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/requirements/fixed_header/limits.hpp>

namespace requirements::fixed_header_schedules {
namespace {

using by_the_book::frame;
using shortread::testing::Act;
using shortread::testing::cut_schedule;
using shortread::testing::Cuts;
using shortread::testing::for_every_cut;
using shortread::testing::for_up_to_two_cuts;
using shortread::testing::Step;
using namespace std::string_view_literals;

constexpr Step rest{.act = Act::rest};
constexpr Step interrupted{.act = Act::interrupted};
constexpr Step end{.act = Act::end};
constexpr Step reset{.act = Act::reset};
constexpr Step silence{.act = Act::silence};

constexpr Step bytes(std::uint64_t count) { return {.act = Act::bytes, .count = count}; }

// Ten bytes each; whatever Python's int(), C's atoi() or a loose reader would make of them.
constexpr std::array bad_headers{"-5        "sv,
                                 "+5        "sv,
                                 " 5        "sv,
                                 "1_0       "sv,
                                 "xyz       "sv,
                                 "5x        "sv,
                                 "05        "sv,
                                 "00        "sv,
                                 "5 5       "sv,
                                 "5\t        "sv,
                                 "5\n        "sv,
                                 "0x5       "sv,
                                 "5.0       "sv,
                                 "5e0       "sv,
                                 "          "sv,
                                 "         5"sv,
                                 "5\0\0\0\0\0\0\0\0\0"sv,
                                 "\xd9\xa5        "sv,
                                 "5       \xc2\xa0"sv,
                                 "GET / HTTP"sv,
                                 "0000000005"sv,
                                 "5        x"sv,
                                 "\0\0\0\0\0\0\0\0\0\x05"sv};

const std::string three_frames = frame("hello") + frame("") + frame("ok");

}  // namespace

void payloads(const Visit& visit) {
  for (const std::size_t size : {5U, 1U, 0U, 9U, 10U, 11U, 99U, 100U, 65'536U}) {
    if (!visit({.outgoing = std::string(size, 'a')})) return;
  }
  visit({.outgoing = std::string{"\0\xff\n5         x", 13}});
}

void texts_beyond_ascii(const Visit& visit) {
  for (const std::string text :
       {"caf\u00e9", "\u20ac", "\u00e9\u00e9\u00e9\u00e9\u00e9", "\U0001F642"}) {
    const std::string stream = frame("ok") + frame(text);
    const bool goes_on = for_up_to_two_cuts(stream.size(), [&](const Cuts& cuts) {
      Schedule schedule = cut_schedule(stream, cuts);
      schedule.outgoing = text;
      return visit(schedule);
    });
    if (!goes_on) return;
  }
}

// One frame a piece; two in a piece; all in one. No frame is cut.
void frames_in_whole_pieces(const Visit& visit) {
  const std::string stream = frame("hello");
  if (!visit({.incoming = stream})) return;
  if (!visit({.incoming = frame("")})) return;
  if (!visit({.incoming = three_frames, .receives = {bytes(15), bytes(10), bytes(12)}})) return;
  if (!visit({.incoming = three_frames, .receives = {bytes(15), bytes(22)}})) return;
  if (!visit({.incoming = three_frames, .receives = {bytes(25), bytes(12)}})) return;
  if (!visit({.incoming = three_frames})) return;
  std::string many;
  for (int i = 0; i < 300; ++i) many += frame(std::to_string(i));
  if (!visit({.incoming = many})) return;
  visit({.incoming = frame(std::string{"\0\xff\n5         x", 13})});
}

void frames_cut_anywhere(const Visit& visit) {
  const std::string small = frame("x");
  bool goes_on = for_every_cut(small.size(),
                               [&](const Cuts& cuts) { return visit(cut_schedule(small, cuts)); });
  goes_on = goes_on && for_up_to_two_cuts(three_frames.size(), [&](const Cuts& cuts) {
              return visit(cut_schedule(three_frames, cuts));
            });
  if (!goes_on) return;
  const std::string long_one = frame(std::string(3000, 'a')) + three_frames;
  for (const std::size_t piece : {1U, 7U, 1000U, 1448U}) {
    const Cuts cuts = shortread::testing::cuts_after_every(piece, long_one.size());
    if (!visit(cut_schedule(long_one, cuts))) return;
  }
}

// Each header whole, first in its stream, with all the bytes that it might be taken to announce.
void headers_good_and_bad(const Visit& visit) {
  for (const std::string_view good : {"0         ", "5         hello", "10        0123456789"}) {
    if (!visit({.incoming = std::string{good}, .receives = {rest, silence}})) return;
  }
  headers_with_a_wrong_byte(visit);
}

void headers_with_a_wrong_byte(const Visit& visit) {
  for (const std::string_view bad : bad_headers) {
    if (!visit({.incoming = std::string{bad} + "0123456789"})) return;
  }
}

// 2^32 + 5 and its neighbours: what is left of them in 32 bits would be a short message.
void lengths_beyond_32_bits(const Visit& visit) {
  for (const std::string_view header :
       {"4294967301hello", "4294967296", "9999999999hello", "6442450944hello"}) {
    if (!visit({.incoming = std::string{header}, .receives = {rest, silence}})) return;
  }
}

void payloads_around_the_limit(const Visit& visit) {
  constexpr auto limit = fixed_header_checks::small_limit;
  for (const std::uint64_t size : {limit - 1, limit, limit + 1, limit + 100}) {
    const std::string whole = frame(std::string(size, 'a'));
    if (!visit({.incoming = whole, .receives = {rest, silence}})) return;
    if (!visit({.incoming = whole, .receives = {bytes(10), silence}})) return;
  }
}

void announcements_without_payload(const Visit& visit) {
  for (const std::string_view header : {"1000000   ", "100000000 ", "9999999999"}) {
    const std::string stream = std::string{header} + "abc";
    if (!visit({.incoming = stream, .receives = {rest, silence}})) return;
    if (!visit({.incoming = stream, .receives = {bytes(10), bytes(1), bytes(1), silence}})) return;
  }
}

void bad_headers_cut_anywhere(const Visit& visit) {
  for (const std::string_view bad : {"1_0       "sv, "5        x"sv}) {
    const std::string alone = std::string{bad};
    if (!for_every_cut(alone.size(),
                       [&](const Cuts& cuts) { return visit(cut_schedule(alone, cuts)); })) {
      return;
    }
    const std::string stream = frame("ok") + alone + "hello";
    if (!for_up_to_two_cuts(stream.size(),
                            [&](const Cuts& cuts) { return visit(cut_schedule(stream, cuts)); })) {
      return;
    }
  }
}

void good_frames_with_a_bad_header(const Visit& visit) {
  for (const std::string_view bad : {"xyz       "sv, "9999999999"sv}) {
    if (!visit({.incoming = frame("hello") + std::string{bad}})) return;
    if (!visit({.incoming = three_frames + std::string{bad} + frame("never")})) return;
    if (!visit({.incoming = frame("hello") + std::string{bad}, .receives = {bytes(5), rest}}))
      return;
  }
}

void ends_at_every_byte(const Visit& visit) {
  for (std::uint64_t at = 0; at <= three_frames.size(); ++at) {
    std::vector<Step> steps{end};
    if (at > 0) steps.insert(steps.begin(), bytes(at));
    if (!visit({.incoming = three_frames, .receives = steps})) return;
  }
}

void good_frames_after_a_bad_header(const Visit& visit) {
  for (const std::string_view bad : {"xyz       "sv, "-5        "sv, "9999999999"sv}) {
    const std::string begin = frame("ok") + std::string{bad};
    if (!visit({.incoming = begin + frame("never"), .receives = {bytes(begin.size()), rest}}))
      return;
    if (!visit({.incoming = begin + three_frames,
                .receives = {bytes(begin.size()), bytes(1), bytes(14), rest}})) {
      return;
    }
  }
}

void silence_after_the_wrong_byte(const Visit& visit) {
  for (const std::string_view bad : bad_headers) {
    const auto wrong = by_the_book::wrong_byte(bad);
    if (!wrong) continue;
    const std::string stream{bad.substr(0, *wrong + 1)};
    if (!visit({.incoming = stream, .receives = {rest, silence}})) return;
    if (*wrong > 0 &&
        !visit({.incoming = stream, .receives = {bytes(*wrong), bytes(1), silence}})) {
      return;
    }
  }
}

void frames_cut_or_followed_by_silence(const Visit& visit) {
  if (!visit({.incoming = frame("hello"), .receives = {rest, silence}})) return;
  if (!visit({.incoming = three_frames, .receives = {rest, silence}})) return;
  for (std::uint64_t at = 1; at < three_frames.size(); ++at) {
    if (!visit({.incoming = three_frames, .receives = {bytes(at), rest, end}})) return;
    if (!visit({.incoming = three_frames, .receives = {bytes(at), rest, silence}})) return;
  }
  const std::string much = frame(std::string(20'000, 'a')) + frame("ok");
  visit({.incoming = much});
}

void ends_and_resets(const Visit& visit) {
  for (const Step last : {end, reset}) {
    if (!visit({.incoming = three_frames, .receives = {rest, last}})) return;
    if (!visit({.incoming = three_frames, .receives = {bytes(15), last}})) return;
    if (!visit({.incoming = three_frames, .receives = {last}})) return;
  }
  if (!visit({.incoming = three_frames, .receives = {bytes(20), reset}})) return;
  visit({.incoming = frame("ok") + "xyz       ", .receives = {rest, silence}});
}

void signals_between_pieces(const Visit& visit) {
  for (std::uint64_t at = 1; at < three_frames.size(); ++at) {
    const std::vector<Step> steps{bytes(at), interrupted, rest, end};
    if (!visit({.incoming = three_frames, .receives = steps})) return;
  }
  visit({.incoming = three_frames,
         .receives = {interrupted, bytes(5), interrupted, interrupted, rest, interrupted, end}});
}

void ends_inside_a_frame(const Visit& visit) {
  for (std::uint64_t at = 1; at < three_frames.size(); ++at) {
    if (!visit({.incoming = three_frames, .receives = {bytes(at), end}})) return;
  }
}

}  // namespace requirements::fixed_header_schedules
