#include <fuzz/scenario.hpp>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>

namespace fuzz {
namespace {

using shortread::testing::Act;
using shortread::testing::Step;

using namespace std::string_view_literals;

// What other parsers take for numbers, lengths around every border, and headers cut short.
constexpr std::array bad_headers{
    "+5        "sv,      "-5        "sv, " 5        "sv, "05        "sv, "00        "sv,
    "1_0       "sv,      "5x        "sv, "5\t       "sv, "5\n       "sv, "5\0       "sv,
    "\xd9\xa5       "sv, "          "sv, "x         "sv, "GET / HTTP"sv, "9999999999"sv,
    "4294967296"sv,      "4294967301"sv, "2147483648"sv, "17        "sv, "5  5      "sv,
    "0x5       "sv,      "1e1       "sv, "5."sv};

constexpr std::array texts{"hello"sv, ""sv,         "\xc3\xa9t\xc3\xa9"sv, "5         "sv,
                           "a\0b"sv,  "\xff\xfe"sv, "\xf0\x9f\x98\x80"sv,  "0123456789012345"sv};

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_{seed} {}

  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }
  bool in_hundred(std::size_t times) { return below(100) < times; }

  template <class List>
  std::string_view one_of(const List& list) {
    return list[below(list.size())];
  }

  std::string bytes(std::size_t size) {
    std::string result(size, '\0');
    for (char& byte : result) byte = static_cast<char>(engine_());
    return result;
  }

 private:
  std::mt19937_64 engine_;
};

std::string header_of(std::size_t size) {
  std::string header = std::to_string(size);
  header.resize(10, ' ');
  return header;
}

std::string payload(Random& random) {
  if (random.in_hundred(50)) return std::string{random.one_of(texts)};
  return random.bytes(random.below(17));
}

std::string stream_of_frames(Random& random) {
  const std::size_t bad = random.below(3) == 0 ? 25 : 0;
  const std::size_t torn = random.below(2) * 30;
  std::string stream;
  for (std::size_t left = 1 + random.below(5); left > 0; --left) {
    const std::string text = payload(random);
    stream +=
        random.in_hundred(bad) ? std::string{random.one_of(bad_headers)} : header_of(text.size());
    stream += text;
  }
  if (random.in_hundred(torn)) stream.resize(random.below(stream.size()));
  return stream;
}

// How the network delivers so many bytes, and how it ends.
std::vector<Step> receives(Random& random, std::size_t bytes) {
  const std::size_t longest = std::array{1UL, 3UL, 12UL, 40UL}[random.below(4)];
  const std::size_t signals = random.below(2) * 20;
  const std::size_t early = random.below(3) == 0 ? 5 : 0;
  std::vector<Step> steps;
  std::size_t at = 0;
  while (at < bytes && !random.in_hundred(early)) {
    if (random.in_hundred(signals)) steps.push_back({.act = Act::interrupted});
    const std::size_t piece = 1 + random.below(longest);
    steps.push_back({.act = Act::bytes, .count = piece});
    at += piece;
  }
  if (random.in_hundred(signals)) steps.push_back({.act = Act::interrupted});
  constexpr std::array endings{Act::end, Act::end, Act::reset, Act::silence};
  if (random.in_hundred(70)) steps.push_back({.act = endings[random.below(endings.size())]});
  return steps;
}

std::vector<Step> sends(Random& random) {
  constexpr std::array longest{1UL, 10UL, 1000UL};
  const std::size_t most = longest[random.below(longest.size())];
  const std::size_t signals = random.below(2) * 30;
  std::vector<Step> steps;
  for (std::size_t left = random.below(12); left > 0; --left) {
    if (random.in_hundred(signals)) steps.push_back({.act = Act::interrupted});
    steps.push_back({.act = Act::bytes, .count = 1 + random.below(most)});
  }
  constexpr std::array endings{Act::rest, Act::rest, Act::gone, Act::reset, Act::silence};
  steps.push_back({.act = endings[random.below(endings.size())]});
  return steps;
}

}  // namespace

Schedule header_scenario(std::uint64_t seed) {
  Random random{seed};
  Schedule schedule{.incoming = std::string{random.one_of(bad_headers)}};
  if (random.in_hundred(50)) schedule.incoming = header_of(random.below(40)) + payload(random);
  if (random.in_hundred(2)) schedule.incoming.clear();
  if (random.in_hundred(50) && !schedule.incoming.empty()) {
    schedule.incoming[random.below(schedule.incoming.size())] = random.bytes(1).front();
  }
  return schedule;
}

Schedule frames_scenario(std::uint64_t seed) {
  Random random{seed};
  Schedule schedule{.incoming = stream_of_frames(random)};
  schedule.receives = receives(random, schedule.incoming.size());
  schedule.outgoing = random.in_hundred(20) ? random.bytes(random.below(130)) : payload(random);
  return schedule;
}

Schedule bytes_scenario(std::uint64_t seed) {
  Random random{seed};
  Schedule schedule{.incoming = random.in_hundred(50) ? "Welcome to the server!"
                                                      : random.bytes(random.below(80))};
  schedule.receives = receives(random, schedule.incoming.size());
  return schedule;
}

Schedule sends_scenario(std::uint64_t seed) {
  Random random{seed};
  Schedule schedule{.outgoing = random.bytes(1 + random.below(80))};
  schedule.sends = sends(random);
  return schedule;
}

// Each byte is something that happens: see tests/requirements/fixed_header/link_check.cpp.
Schedule link_scenario(std::uint64_t seed) {
  Random random{seed};
  return {.incoming = random.bytes(random.below(120))};
}

// The same: see tests/simulation/chat_simulation.cpp. Now a few steps, now hundreds.
Schedule chat_scenario(std::uint64_t seed) {
  Random random{seed};
  const std::size_t longest = random.in_hundred(50) ? 60 : 800;
  return {.incoming = random.bytes(random.below(longest))};
}

Schedule canary_scenario(std::uint64_t seed) {
  Random random{seed};
  return {.incoming = random.in_hundred(1) ? "!" : payload(random)};
}

}  // namespace fuzz
