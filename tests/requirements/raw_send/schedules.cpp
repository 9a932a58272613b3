#include <tests/requirements/raw_send/schedules.hpp>

#include <random>
#include <string>

#include <shortread/testing/cuts.hpp>

namespace requirements::raw_send_schedules {
namespace {

using shortread::testing::Act;
using shortread::testing::cut_schedule;
using shortread::testing::Cuts;
using shortread::testing::for_every_cut;
using shortread::testing::Step;

constexpr Step interrupted{.act = Act::interrupted};
constexpr Step end{.act = Act::end};
constexpr Step reset{.act = Act::reset};
constexpr Step gone{.act = Act::gone};

constexpr Step bytes(std::uint64_t count) { return {.act = Act::bytes, .count = count}; }

// All 256 values, the NUL among them, over and over: nothing in it may be taken for text.
std::string any_bytes(std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += static_cast<char>(i * 7 % 256);
  return result;
}

std::vector<Step> random_pieces(std::uint64_t seed, std::size_t total, std::size_t longest) {
  std::mt19937_64 random{seed};
  std::vector<Step> steps;
  for (std::size_t at = 0; at < total;) {
    const std::size_t piece = 1 + random() % longest;
    steps.push_back(bytes(piece));
    at += piece;
  }
  return steps;
}

}  // namespace

void sends_of_few_bytes(const Visit& visit) {
  const std::string text{"Welcome\0\xff!", 10};
  const bool goes_on = for_every_cut(text.size(), [&](const Cuts& cuts) {
    return visit({.outgoing = text, .sends = cut_schedule(text, cuts).receives});
  });
  if (!goes_on) return;
  const std::string much = any_bytes(200'000);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    if (!visit({.outgoing = much, .sends = random_pieces(seed, much.size(), 9'000)})) return;
  }
}

void streams_cut_anywhere(const Visit& visit) {
  const std::string text{"one\0\xfftwo\n!", 11};
  const bool goes_on =
      for_every_cut(text.size(), [&](const Cuts& cuts) { return visit(cut_schedule(text, cuts)); });
  if (!goes_on) return;
  const std::string much = any_bytes(200'000);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    if (!visit({.incoming = much, .receives = random_pieces(seed, much.size(), 9'000)})) return;
  }
}

void ends_and_resets(const Visit& visit) {
  const std::string text = "hello";
  for (std::uint64_t at = 0; at <= text.size(); ++at) {
    for (const Step last : {end, reset}) {
      std::vector<Step> steps{last};
      if (at > 0) steps.insert(steps.begin(), bytes(at));
      if (!visit({.incoming = text, .receives = steps})) return;
    }
  }
}

// One signal before each piece, then two, then everywhere; the same for what is sent.
void signals_anywhere(const Visit& visit) {
  const std::string text = "hello";
  for (std::size_t at = 0; at <= text.size(); ++at) {
    for (const std::size_t times : {1U, 2U}) {
      std::vector<Step> steps(text.size(), bytes(1));
      steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(at), times, interrupted);
      if (!visit({.incoming = text, .receives = steps})) return;
      if (at < text.size() && !visit({.outgoing = text, .sends = steps})) return;
    }
  }
  std::vector<Step> everywhere;
  for (std::size_t i = 0; i < text.size(); ++i) {
    everywhere.insert(everywhere.end(), {interrupted, bytes(1)});
  }
  if (!visit({.outgoing = text, .sends = everywhere})) return;
  everywhere.insert(everywhere.end(), {interrupted, reset});
  visit({.incoming = text, .receives = everywhere});
}

void peers_that_go(const Visit& visit) {
  const std::string text = "hello";
  for (std::uint64_t at = 0; at < text.size(); ++at) {
    for (const Step last : {gone, reset}) {
      std::vector<Step> steps{last};
      if (at > 0) steps.insert(steps.begin(), bytes(at));
      if (!visit({.outgoing = text, .sends = steps})) return;
    }
  }
}

}  // namespace requirements::raw_send_schedules
