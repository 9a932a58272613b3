#include "options.hpp"

#include <charconv>
#include <limits>
#include <random>

#include <shortread/programs/command_line.hpp>
#include <shortread/programs/output.hpp>

namespace faultproxy {
namespace {

using shortread::CommandLine;

constexpr std::uint64_t any = std::numeric_limits<std::uint64_t>::max();

void read_split(const CommandLine& line, const std::string& split, Faults& faults) {
  if (split == "random") {
    faults.has_random_pieces = true;
    return;
  }
  const auto end = split.data() + split.size();
  const auto [parsed, error] = std::from_chars(split.data(), end, faults.piece_bytes);
  if (error != std::errc{} || parsed != end || faults.piece_bytes == 0) {
    line.refuse("--split takes a number of bytes from 1, or the word random");
  }
}

void read_direction(const CommandLine& line, const std::string& direction, Options& options) {
  if (direction != "server" && direction != "client" && direction != "both") {
    line.refuse("--direction takes server, client or both");
  }
  options.faults_server_to_client = direction != "client";
  options.faults_client_to_server = direction != "server";
}

std::uint64_t fresh_seed() {
  std::random_device device;
  return device();  // 32 bits: a seed is to be typed again
}

}  // namespace

Faults Options::faults_for(Direction direction) const {
  const bool is_wanted =
      direction == Direction::server_to_client ? faults_server_to_client : faults_client_to_server;
  return is_wanted ? faults : Faults{};
}

Options options_from(int argc, const char* const* argv) {
  Options options;
  std::string split;
  std::string direction = "server";
  std::uint64_t delay_ms = 200;
  std::uint64_t corrupt_at = 0;
  std::uint64_t reset_after = 0;
  CommandLine line{
      "faultproxy",
      "Passes bytes on, shows each recv, and does to the stream what a network may do."};
  line.host_and_port(options.listen);
  line.endpoint("--listen", options.listen, "the same in one, HOST:PORT");
  line.endpoint("--to", options.to, "the server");
  line.text("--split", split, "pass on in pieces of N bytes, or random (1 to 16)");
  line.toggle("--join", options.faults.joins, "gather until the sender pauses, pass on at once");
  line.number("--delay", delay_ms, {0, 60'000}, "ms to wait for a receiver, and for a pause");
  line.number("--corrupt", corrupt_at, {0, any}, "flip bit 0 of this byte of the stream");
  line.number("--reset-after", reset_after, {0, any}, "reset after so many bytes");
  line.toggle("--half-close", options.faults.half_closes,
              "end the direction after its first piece");
  line.text("--direction", direction, "whose bytes meet the faults: server, client or both");
  line.number("--seed", options.faults.seed, {0, any},
              "for --split random; printed where not given");
  line.toggle("--json", options.is_json, "one JSON object a line instead of text");
  line.toggle("--full", options.is_full, "show all, not only 64 bytes of a part and 32 parts");
  line.text("--pcap", options.pcap_path, "write what is passed on to this file, for Wireshark");
  line.only_one_of("--split", "--join");
  line.parse(argc, argv);

  if (!line.has("--to")) line.refuse("--to HOST:PORT is needed: where is the server?");
  if (line.has("--split")) read_split(line, split, options.faults);
  read_direction(line, direction, options);
  if (line.has("--corrupt")) options.faults.corrupt_at = corrupt_at;
  if (line.has("--reset-after")) options.faults.reset_after = reset_after;
  options.delay = std::chrono::milliseconds{delay_ms};
  if (options.faults.has_random_pieces && !line.has("--seed")) {
    options.faults.seed = fresh_seed();
    shortread::complain("faultproxy", "--seed " + std::to_string(options.faults.seed));
  }
  return options;
}

}  // namespace faultproxy
