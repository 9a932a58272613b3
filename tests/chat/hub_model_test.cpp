// The hub against a model that keeps a string for each client: by seeds, thousands of steps each.
#include <gtest/gtest.h>

#include <tests/simulation/chat_bound.hpp>
#include <tests/simulation/chat_simulation.hpp>

extern "C" const void* shortread_part();

namespace {

const requirements::ChatSelectPart& reference() {
  return *static_cast<const requirements::ChatSelectPart*>(shortread_part());
}

std::string traced(std::uint64_t seed, std::size_t bytes) {
  std::string text;
  const auto outcome = chat_simulation::play(reference(), chat_simulation::choices_of(seed, bytes),
                                             chat_simulation::Trace::yes);
  for (const auto& happening : outcome.trace) text += chat_simulation::told(happening) + "\n";
  return text;
}

TEST(HubModel, holds_for_a_thousand_seeds) {
  std::size_t steps = 0;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    const auto outcome = chat_simulation::play(reference(), chat_simulation::choices_of(seed, 600));
    steps += outcome.steps;
    ASSERT_FALSE(outcome.finding) << "seed " << seed << ": " << *outcome.finding << "\n"
                                  << traced(seed, 600);
  }
  EXPECT_GT(steps, 100'000U);
}

// chat/4.2, chat/4.3
TEST(HubModel, keeps_its_bound_for_a_hundred_seeds) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const auto trouble = chat_simulation::play_bound(
        reference(), chat_simulation::choices_of(seed, 400), chat_simulation::bytes_of_one_log);
    ASSERT_FALSE(trouble) << "seed " << seed << ": " << *trouble;
  }
}

TEST(HubModel, plays_a_seed_the_same_every_time) { EXPECT_EQ(traced(7, 2000), traced(7, 2000)); }

// That it plays something: everything that can happen does, in a few seeds.
TEST(HubModel, everything_happens) {
  std::string all;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) all += traced(seed, 600);
  for (const char* what : {"is in the room", "closes its side", "is gone", "bytes of it arrive",
                           "writes x", "writes 41", " ms"}) {
    EXPECT_NE(all.find(what), std::string::npos) << what;
  }
}

}  // namespace
