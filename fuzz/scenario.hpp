// The seed of a simulation: a number becomes a stream and a network, the same on every machine.
// Each seed has its own mood (how often bad headers, signals, short pieces): a network where
// everything is a little bad tries less than one where a single thing is.
#pragma once

#include <cstdint>

#include <shortread/testing/schedule.hpp>

namespace fuzz {

using shortread::testing::Schedule;

Schedule header_scenario(std::uint64_t seed);
Schedule frames_scenario(std::uint64_t seed);
Schedule bytes_scenario(std::uint64_t seed);
Schedule sends_scenario(std::uint64_t seed);
Schedule link_scenario(std::uint64_t seed);
Schedule chat_scenario(std::uint64_t seed);
Schedule canary_scenario(std::uint64_t seed);

}  // namespace fuzz
