// What is measured of a chat server, one run each. Every byte is checked on the way.
#pragma once

#include <chrono>
#include <cstdint>

#include <shortread/net/endpoint.hpp>
#include <tests/bench/chat/conversation.hpp>
#include <tests/bench/chat/server_process.hpp>

namespace shortread::bench {

struct Measurement {
  Endpoint server;
  ServerProcess process;
  Load load;
  double rate = 1000;  ///< messages a second, of all senders, where they do not wait for anybody
  std::chrono::duration<double> time{1.0};
  std::chrono::seconds patience{20};
};

/// Senders that keep `window` messages under way.
struct Throughput {
  double deliveries_per_second;
  double cpu_ns;  ///< of the server, a delivery
};
[[nodiscard]] OrTrouble<Throughput> measure_throughput(const Measurement& what);

/// Senders that speak when it is time, whatever the server does. Counted from that instant on.
struct Latency {
  std::uint32_t p50_us;
  std::uint32_t p99_us;
  std::uint32_t most_us;
};
[[nodiscard]] OrTrouble<Latency> measure_latency(const Measurement& what);

/// Clients that say nothing, before and after everybody got a hundred messages. What ten clients
/// and as many messages had cost before them is not counted.
struct Memory {
  double idle_kib;  ///< a connection
  double after_burst_kib;
};
[[nodiscard]] OrTrouble<Memory> measure_memory(const Measurement& what);

/// One more client, that never reads.
struct Stalled {
  double rate_kept;         ///< the others' deliveries a second, over those without it
  std::uint64_t grown_kib;  ///< peak memory, over what it was without it
  bool was_dropped;
  std::string broke;  ///< what ended the others' talk, or nothing
};
[[nodiscard]] OrTrouble<Stalled> measure_stalled(const Measurement& what);

}  // namespace shortread::bench
