// Tests of faultproxy's promises across recvs: cuts stay where they are, and a recv shows a bounded
// text.

#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/programs/faultproxy/faults.hpp>
#include <shortread/programs/faultproxy/trace.hpp>

namespace faultproxy {
namespace {

/// Where the stream is cut when its bytes come in recvs of these sizes.
std::set<std::uint64_t> cuts(const Faults& faults, const std::vector<std::size_t>& recvs) {
  FaultPlan plan{faults, 2};
  std::set<std::uint64_t> at;
  std::uint64_t passed = 0;
  for (std::size_t left : recvs) {
    while (left > 0) {
      const std::size_t piece = plan.next_piece(left);
      left -= piece;
      at.insert(passed += piece);
    }
  }
  return at;
}

// A seed replays a run only if its cuts lie in the same places however the sender's bytes came.
TEST(FaultPlan, where_the_cuts_lie_does_not_depend_on_how_the_bytes_came) {
  constexpr std::size_t stream_bytes = 100;
  const Faults random{.has_random_pieces = true, .seed = 7};
  for (const Faults& faults : {random, Faults{.piece_bytes = 7}}) {
    const auto whole = cuts(faults, {stream_bytes});
    for (std::size_t border = 1; border < stream_bytes; ++border) {
      auto expected = whole;
      expected.insert(border);  // the end of a recv is passed on at once, so it cuts too
      EXPECT_EQ(cuts(faults, {border, stream_bytes - border}), expected) << "recv of " << border;
    }
  }
}

std::string text_of_recv(const std::vector<Part>& parts, bool is_full) {
  const Event event{1, Direction::server_to_client, Received{0, {}, parts, "between frames"}};
  return text_of_event(event, is_full, std::chrono::milliseconds{200});
}

// One recv of 64 KiB holds 6,553 empty frames: without a bound, ten times as much text as bytes.
TEST(TextTrace, of_many_parts_only_the_first_are_shown_unless_all_are_asked_for) {
  const auto header = shortread::bytes_of("0         ");
  const std::vector<Part> parts(6'553, Part{Part::Kind::header, header, true});
  const std::string shown = text_of_recv(parts, false);
  EXPECT_LT(shown.size(), 8'000U);
  EXPECT_NE(shown.find("... 6521 more parts (--full)\n"), std::string::npos) << shown;
  EXPECT_EQ(std::ranges::count(text_of_recv(parts, true), '\n'), 2 * 6'553 + 2);
  EXPECT_EQ(text_of_recv({parts.begin(), parts.begin() + 32}, false).find("more parts"),
            std::string::npos);
}

}  // namespace
}  // namespace faultproxy
