// Tests of reference/core/frame_decoder.hpp against docs/wire.md read aloud, on streams by the
// thousand.
#include <shortread/core/frame_decoder.hpp>

#include <tests/support/decoded.hpp>
#include <tests/support/random.hpp>

namespace shortread {
namespace {

using tests::Random;

constexpr std::uint64_t limit = 40;

std::string random_header(Random& random) {
  std::string header =
      std::to_string(random.once_in(20) ? random.below(10'000'000'000) : random.below(limit + 5));
  header.resize(10, ' ');
  if (random.once_in(6)) header[random.below(10)] = random.one_of("0123456789 +-_\tx");
  return header;
}

// Near the rules: mostly good frames, now and then a wrong byte, an early end or a length too long.
std::string random_stream(Random& random) {
  std::string stream;
  const std::size_t frames = random.below(6);
  for (std::size_t i = 0; i < frames; ++i) {
    const std::string header = random_header(random);
    stream += header;
    const std::size_t size = random.once_in(15) ? random.below(30) : std::stoul("0" + header) % 60;
    for (std::size_t byte = 0; byte < size; ++byte) stream += random.one_of("abc0123456789 ");
  }
  if (random.once_in(4)) stream.resize(random.below(stream.size() + 1));
  return stream;
}

// header/2.1 to header/2.6 at once: header/2.1 header/2.2 header/2.3 header/2.4 header/2.5
// header/2.6
TEST(FrameDecoderOracle, hundred_thousand_streams_cut_at_random_are_judged_by_the_book) {
  std::size_t clean = 0;
  std::size_t refused = 0;
  for (std::uint64_t seed = 1; seed <= 100'000 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random{seed};
    const std::string stream = random_stream(random);
    const auto expected = requirements::by_the_book::decode(stream, limit);
    tests::expect_decoded(stream, random.cuts(stream.size()), expected, FrameLimit{limit});
    (expected.error ? refused : clean) += 1;
  }
  // Else the streams would all be of one kind, and this test would prove little.
  EXPECT_GT(clean, 10'000U);
  EXPECT_GT(refused, 10'000U);
}

// header/2.2, header/2.3: every stream of up to 12 bytes over a few telling characters would be too
// many; every header of them, behind a good frame, is not.
TEST(FrameDecoderOracle, every_short_tail_after_a_good_frame_is_judged_by_the_book) {
  const std::string_view characters = "01 x";
  for (std::size_t number = 0; number < 4 * 4 * 4 * 4 * 4 && !HasFailure(); ++number) {
    std::string stream = "1         a";
    for (std::size_t rest = number, i = 0; i < 5; ++i, rest /= 4) stream += characters[rest % 4];
    tests::expect_three_ways(stream, requirements::by_the_book::decode(stream, limit),
                             FrameLimit{limit});
  }
}

}  // namespace
}  // namespace shortread
