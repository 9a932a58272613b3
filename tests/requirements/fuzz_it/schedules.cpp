#include <tests/requirements/fuzz_it/schedules.hpp>

#include <random>

#include <shortread/testing/cuts.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/requirements/fixed_header/schedules.hpp>

namespace requirements::fuzz_it_schedules {
namespace {

using by_the_book::frame;
using shortread::testing::cut_schedule;
using shortread::testing::Cuts;

// Whole, at each border, and after every byte: a harness needs no more to see what a cut does.
bool cut_once_and_everywhere(const std::string& stream, const Visit& visit) {
  if (!visit(cut_schedule(stream, {}))) return false;
  for (std::size_t at = 1; at < stream.size(); ++at) {
    if (!visit(cut_schedule(stream, Cuts{at}))) return false;
  }
  return visit(cut_schedule(stream, shortread::testing::cuts_after_every(1, stream.size())));
}

std::string random_stream(std::mt19937_64& random) {
  const auto below = [&](std::uint64_t bound) { return random() % bound; };
  std::string stream;
  for (std::uint64_t left = below(4); left > 0; --left) {
    stream += frame(std::string(below(18), static_cast<char>('a' + below(26))));
  }
  for (std::uint64_t left = below(12); left > 0; --left) {
    stream += below(2) == 0 ? "0123456789 -+x\n"[below(15)] : static_cast<char>(below(256));
  }
  return stream;
}

}  // namespace

void good_frames(const Visit& visit) {
  for (const std::string& stream :
       {frame("hello"), frame("hello") + frame("ok"), frame("a") + frame("") + frame("b"),
        frame(""), frame("\u00e9t\u00e9"), frame(std::string{"\0\xff\n", 3}),
        frame(std::string(16, 'x')), frame(std::string(10, '0'))}) {
    if (!visit({.incoming = stream})) return;
  }
}

void good_frames_cut(const Visit& visit) {
  for (const std::string& stream :
       {frame("hello"), frame("hello") + frame("") + frame("ok"),
        frame("twelve bytes") + frame("\u00e9\u00e9"), frame("1") + frame("22") + frame("333")}) {
    if (!cut_once_and_everywhere(stream, visit)) return;
  }
}

void bad_headers_cut(const Visit& visit) {
  for (const std::string bad :
       {"-5        ", "5x        ", "+5        ", "1_0       ", " 5        ", "05        ",
        "xyz       ", "5 5       ", "17        ", "4294967301", "9999999999", "          "}) {
    for (const std::string& before : {std::string{}, frame("ok")}) {
      const bool goes_on = cut_once_and_everywhere(before + bad + "0123456789", visit);
      if (!goes_on) return;
    }
  }
}

void lines_cut(const Visit& visit) {
  for (const std::string stream : {"one\ntwo\n", "one\ntwo\nthr", "\n\n", "no line"}) {
    if (!cut_once_and_everywhere(stream, visit)) return;
  }
}

void frames_and_ends(const Visit& visit) {
  const std::string stream = frame("hello") + frame("ok");
  for (std::size_t size = 1; size <= stream.size(); ++size) {
    const std::string torn = stream.substr(0, size);
    if (!visit({.incoming = torn})) return;
    if (!visit(cut_schedule(torn, shortread::testing::cuts_after_every(1, size)))) return;
  }
  if (!visit({.incoming = "x"})) return;
  visit({.incoming = frame("ok") + "5 x"});
}

void good_frames_after_a_bad_header(const Visit& visit) {
  fixed_header_schedules::good_frames_after_a_bad_header(visit);
}

void anything(const Visit& visit) {
  bool goes_on = true;
  const Visit unless_over = [&](const Schedule& schedule) { return goes_on = visit(schedule); };
  for (const auto schedules : {good_frames, frames_and_ends, good_frames_cut, bad_headers_cut,
                               lines_cut, good_frames_after_a_bad_header}) {
    schedules(unless_over);
    if (!goes_on) return;
  }
  std::mt19937_64 random{5};
  for (int i = 0; goes_on && i < 500; ++i) {
    const std::string stream = random_stream(random);
    Cuts cuts;
    for (std::size_t at = 1; at < stream.size(); ++at) {
      if (random() % 6 == 0) cuts.push_back(at);
    }
    unless_over(cut_schedule(stream, cuts));
  }
}

}  // namespace requirements::fuzz_it_schedules
