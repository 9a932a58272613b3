#include <tests/bench/chat/measurements.hpp>

#include <algorithm>
#include <thread>

#include <shortread/core/frame_encoder.hpp>
#include <shortread/net/stream.hpp>
#include <tests/bench/chat/crowd.hpp>

namespace shortread::bench {
namespace {

using Seconds = std::chrono::duration<double>;
using namespace std::chrono_literals;

constexpr double warm_up = 0.2;  // of the time measured
constexpr std::uint64_t few_clients = 10;
constexpr std::uint64_t burst_messages = 100;
constexpr auto settling_time = 300ms;
constexpr std::uint64_t behind_max = 16384;  // messages of a sender that keeps to its rate

Clock::duration as_time(Seconds time) { return std::chrono::duration_cast<Clock::duration>(time); }

OrTrouble<> keep_window_full(Crowd& crowd, const Load& load, Seconds time) {
  const Clock::time_point end = Clock::now() + as_time(time);
  while (Clock::now() < end) {
    for (std::uint64_t sender = 0; sender < load.senders; ++sender) {
      while (crowd.conversation().under_way(sender) < load.window) crowd.say(sender);
    }
    if (auto turned = crowd.turn(end); !turned) return turned;
  }
  return {};
}

OrTrouble<Throughput> throughput_now(Crowd& crowd, const Measurement& what) {
  const std::uint64_t cpu_before = what.process.cpu_ns();
  const std::uint64_t before = crowd.conversation().deliveries();
  const Clock::time_point begin = Clock::now();
  if (auto kept = keep_window_full(crowd, what.load, what.time); !kept) {
    return std::unexpected(kept.error());
  }
  const double seconds = Seconds{Clock::now() - begin}.count();
  const double cpu = static_cast<double>(what.process.cpu_ns() - cpu_before);
  const double deliveries = static_cast<double>(crowd.conversation().deliveries() - before);
  return Throughput{.deliveries_per_second = deliveries / seconds,
                    .cpu_ns = deliveries > 0 ? cpu / deliveries : 0};
}

OrTrouble<Throughput> gather_and_measure(Crowd& crowd, const Measurement& what) {
  if (auto here = crowd.gather(what.load.clients); !here) return std::unexpected(here.error());
  crowd.begin();
  if (auto warm = keep_window_full(crowd, what.load, what.time * warm_up); !warm) {
    return std::unexpected(warm.error());
  }
  return throughput_now(crowd, what);
}

OrTrouble<> finish(Crowd& crowd) {
  if (auto heard = crowd.hear_out(); !heard) return heard;
  return crowd.part();
}

OrTrouble<> keep_to_the_rate(Crowd& crowd, const Measurement& what, Seconds time) {
  const Clock::time_point begin = Clock::now();
  const auto count = static_cast<std::uint64_t>(time.count() * what.rate);
  for (std::uint64_t i = 0; i < count; ++i) {
    const Clock::time_point due = begin + as_time(Seconds{static_cast<double>(i) / what.rate});
    while (Clock::now() < due) {
      if (auto turned = crowd.turn(due); !turned) return turned;
    }
    const std::uint64_t sender = i % what.load.senders;
    if (crowd.conversation().under_way(sender) >= behind_max) {
      return std::unexpected("the server is too slow for this rate");
    }
    crowd.say(sender, due);
  }
  return {};
}

OrTrouble<> say_and_hear_all(Crowd& crowd) {
  crowd.begin();
  for (std::uint64_t i = 0; i < burst_messages; ++i) crowd.say(0);
  auto heard = crowd.hear_out();
  std::this_thread::sleep_for(settling_time);
  return heard;
}

// Reads what is still there: its end tells whether the server has let it go.
bool has_been_dropped(const Connection& connection) {
  Bytes room(256 * KiB);
  const Clock::time_point too_late = Clock::now() + 3s;
  while (Clock::now() < too_late) {
    const auto came = wait_for_bytes(connection, 1s);
    if (!came || !*came) return !came;
    const auto received = receive_some(connection, room);
    if (!received || received->empty()) return true;
  }
  return false;
}

}  // namespace

OrTrouble<Throughput> measure_throughput(const Measurement& what) {
  Crowd crowd{what.server, what.load, what.load.window, what.patience};
  auto measured = gather_and_measure(crowd, what);
  if (!measured) return measured;
  if (auto ended = finish(crowd); !ended) return std::unexpected(ended.error());
  return measured;
}

OrTrouble<Latency> measure_latency(const Measurement& what) {
  Crowd crowd{what.server, what.load, behind_max, what.patience};
  if (auto here = crowd.gather(what.load.clients); !here) return std::unexpected(here.error());
  crowd.begin();
  auto spoken = keep_to_the_rate(crowd, what, what.time * warm_up);
  crowd.conversation().keep_latencies();
  if (spoken) spoken = keep_to_the_rate(crowd, what, what.time);
  if (spoken) spoken = finish(crowd);
  if (!spoken) return std::unexpected(spoken.error());
  auto& all = crowd.conversation().latencies_us();
  if (all.empty()) return std::unexpected("no time to measure anything");
  std::ranges::sort(all);
  return Latency{
      .p50_us = all[all.size() / 2], .p99_us = all[all.size() * 99 / 100], .most_us = all.back()};
}

OrTrouble<Memory> measure_memory(const Measurement& what) {
  Load load = what.load;
  load.senders = 1;
  Crowd crowd{what.server, load, burst_messages, what.patience};
  auto done = crowd.gather(std::min(few_clients, load.clients));
  if (done) done = say_and_hear_all(crowd);
  const auto before = static_cast<double>(what.process.rss_kib());
  if (done) done = crowd.gather(load.clients);
  std::this_thread::sleep_for(settling_time);
  const auto idle = static_cast<double>(what.process.rss_kib());
  if (done) done = say_and_hear_all(crowd);
  const auto after = static_cast<double>(what.process.rss_kib());
  if (done) done = crowd.part();
  if (!done) return std::unexpected(done.error());
  const double more = static_cast<double>(load.clients - std::min(few_clients, load.clients));
  return Memory{.idle_kib = (idle - before) / more, .after_burst_kib = (after - before) / more};
}

OrTrouble<Stalled> measure_stalled(const Measurement& what) {
  Crowd crowd{what.server, what.load, what.load.window, what.patience};
  const auto without = gather_and_measure(crowd, what);
  if (!without) return std::unexpected(without.error());
  what.process.forget_peak();
  const std::uint64_t peak_without = what.process.rss_peak_kib();
  const auto stalled = connect_to(what.server);
  if (!stalled) return std::unexpected(describe(stalled.error()));
  const auto named = send_all(*stalled, encode_frame(bytes_of("stalled")));
  if (!named) return std::unexpected(describe(named.error()));
  const std::uint64_t before = crowd.conversation().deliveries();
  const auto with = keep_window_full(crowd, what.load, what.time);
  const auto heard = static_cast<double>(crowd.conversation().deliveries() - before);
  const std::uint64_t peak = what.process.rss_peak_kib();
  return Stalled{.rate_kept = heard / what.time.count() / without->deliveries_per_second,
                 .grown_kib = peak - std::min(peak, peak_without),
                 .was_dropped = has_been_dropped(*stalled),
                 .broke = with ? std::string{} : with.error()};
}

}  // namespace shortread::bench
