// Where a network may cut a stream: at any of its borders, in any combination.
//
//   for_every_cut(stream.size(), [&](const Cuts& cuts) { return holds(schedule(stream, cuts)); });
//
// For n bytes there are 2^(n-1) ways, and for small n all can be tried: a proof, not a sample.
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <shortread/testing/schedule.hpp>

namespace shortread::testing {

/// Rising offsets, each strictly inside the stream.
using Cuts = std::vector<std::size_t>;

/// All 2^24 ways take seconds; more bytes, and nobody waits for the end.
inline constexpr std::size_t every_cut_bytes_max = 25;

/// The pieces between the cuts; none is empty unless the stream is.
[[nodiscard]] inline std::vector<std::string_view> pieces(std::string_view stream,
                                                          const Cuts& cuts) {
  std::vector<std::string_view> result;
  std::size_t begin = 0;
  for (const std::size_t end : cuts) {
    result.push_back(stream.substr(begin, end - begin));
    begin = end;
  }
  if (begin < stream.size()) result.push_back(stream.substr(begin));
  return result;
}

/// A cut after every `piece` bytes. Requires: piece > 0.
[[nodiscard]] inline Cuts cuts_after_every(std::size_t piece, std::size_t stream_bytes) {
  assert(piece > 0);
  Cuts cuts;
  for (std::size_t at = piece; at < stream_bytes; at += piece) cuts.push_back(at);
  return cuts;
}

/// The schedule of a peer that sends `stream` and closes, on a network that cuts it there.
[[nodiscard]] inline Schedule cut_schedule(std::string stream, const Cuts& cuts) {
  Schedule schedule{.incoming = std::move(stream)};
  std::size_t begin = 0;
  for (const std::size_t end : cuts) {
    schedule.receives.push_back({.act = Act::bytes, .count = end - begin});
    begin = end;
  }
  return schedule;
}

// Each of the functions below calls `visit(cuts)` until it returns false.

/// All 2^(n-1) ways to cut n bytes. Requires: stream_bytes <= every_cut_bytes_max.
template <class Visit>
bool for_every_cut(std::size_t stream_bytes, Visit visit) {
  assert(stream_bytes <= every_cut_bytes_max && "too long to try every cut");
  const std::size_t borders = stream_bytes == 0 ? 0 : stream_bytes - 1;
  Cuts cuts;
  for (std::uint32_t chosen = 0; chosen < (std::uint32_t{1} << borders); ++chosen) {
    cuts.clear();
    for (std::uint32_t rest = chosen; rest != 0; rest &= rest - 1) {
      cuts.push_back(static_cast<std::size_t>(std::countr_zero(rest)) + 1);
    }
    if (!visit(std::as_const(cuts))) return false;
  }
  return true;
}

/// All sets of at most two cuts, fewest first: what a longer stream can afford.
template <class Visit>
bool for_up_to_two_cuts(std::size_t stream_bytes, Visit visit) {
  if (!visit(Cuts{})) return false;
  for (std::size_t a = 1; a < stream_bytes; ++a) {
    if (!visit(Cuts{a})) return false;
  }
  for (std::size_t a = 1; a < stream_bytes; ++a) {
    for (std::size_t b = a + 1; b < stream_bytes; ++b) {
      if (!visit(Cuts{a, b})) return false;
    }
  }
  return true;
}

/// All sets of at most three cuts, fewest first.
template <class Visit>
bool for_up_to_three_cuts(std::size_t stream_bytes, Visit visit) {
  if (!for_up_to_two_cuts(stream_bytes, visit)) return false;
  for (std::size_t a = 1; a < stream_bytes; ++a) {
    for (std::size_t b = a + 1; b < stream_bytes; ++b) {
      for (std::size_t c = b + 1; c < stream_bytes; ++c) {
        if (!visit(Cuts{a, b, c})) return false;
      }
    }
  }
  return true;
}

/// Whole, one byte at a time, and in an odd size that meets no border twice the same way.
template <class Visit>
bool for_three_ways(std::size_t stream_bytes, Visit visit) {
  for (const std::size_t piece : {stream_bytes + 1, std::size_t{1}, std::size_t{7}}) {
    if (!visit(cuts_after_every(piece, stream_bytes))) return false;
  }
  return true;
}

}  // namespace shortread::testing
