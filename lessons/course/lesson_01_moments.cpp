// Lesson 1, played: what one recv gives, and who notices when something is missing.

#include <algorithm>
#include <charconv>

#include <shortread/core/bytes.hpp>
#include <shortread/net/tcp.hpp>

#include "observations.hpp"

namespace course {
namespace {

using Texts = std::vector<std::string>;

constexpr std::uint64_t all = 4 * shortread::MiB;
constexpr const char* greeting = "Welcome to the server!";

// The number at the end of "recv asked for 4194304, got 95232".
std::string last_number(const std::string& line) { return line.substr(line.rfind(' ') + 1); }

std::uint64_t as_number(const std::string& text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string counted(std::size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

bool has_counted(const Outcome& client, std::uint64_t bytes) {
  return client.exit_code == 0 && client.printed() == Texts{std::to_string(bytes) + " bytes"};
}

Seen short_read(Cast& cast) {
  const Running server = cast.start("raw_server", {"--bytes", "4MiB"});
  const Outcome client = cast.run_unseen(
      "raw_client", {"--port", server.port, "--recv", "4MiB", "--show-reads", "--count"});
  Texts sizes;
  std::uint64_t largest = 0;
  for (const std::string& line : client.complaints()) {
    sizes.push_back(last_number(line));
    largest = std::max(largest, as_number(sizes.back()));
  }
  cast.stage().line("Asked for 4194304 bytes each time. Each number is what one recv gave:");
  cast.stage().words(sizes);
  const bool holds = has_counted(client, all);
  cast.stage().verdict(holds, counted(sizes.size(), "read") + ", the largest of " +
                                  std::to_string(largest) + " bytes; the client counted " +
                                  (client.printed().empty() ? "nothing" : client.printed()[0]) +
                                  " in all and " + how_it_ended(client) + ".");
  return {.reference_holds = holds, .is_as_told = sizes.size() > 1};
}

Seen one_recv(Cast& cast) {
  const Running server = cast.start("raw_server", {"--bytes", "4MiB"});
  const Outcome client =
      cast.run("tutorial_raw_client", {"--port", server.port, "--recv", "4MiB", "--count"});
  const std::uint64_t got = client.printed().empty() ? 0 : as_number(client.printed()[0]);
  const std::uint64_t missing = all - std::min(got, all);
  cast.stage().seen((missing == 0 ? "This time it had all of it"
                                  : std::to_string(missing) + " of 4194304 bytes are missing") +
                    ", and it " + how_it_ended(client) + ".");
  return {.is_as_told = missing > 0 && client.exit_code == 0};
}

// Both clients meet the same event and are held against the same measure; only the reference is
// judged by it.
using Measure = std::function<bool(const Outcome&)>;

Seen both_meet(Cast& cast, const std::string& port, const Measure& measure) {
  cast.stage().heading("The tutorial's way");
  const Outcome tutorial = cast.run("tutorial_raw_client", {"--port", port});
  const Texts printed = tutorial.printed();
  cast.stage().seen("It printed " + std::to_string(printed.empty() ? 0 : printed[0].size()) +
                    " of 22 bytes and " + how_it_ended(tutorial) + ".");
  cast.stage().heading("The reference");
  const Outcome reference = cast.run("raw_client", {"--port", port});
  const bool holds = measure(reference);
  cast.stage().verdict(holds, "It " + how_it_ended(reference) + ".");
  return {.reference_holds = holds, .is_as_told = !measure(tutorial)};
}

bool has_all(const Outcome& client) {
  return client.exit_code == 0 && client.printed() == Texts{greeting};
}

Seen good_day(Cast& cast) {
  const Running server = cast.start("raw_server", {});
  Seen seen = both_meet(cast, server.port, has_all);
  seen.is_as_told = !seen.is_as_told;  // here, and only here, the tutorial's way is told to work
  return seen;
}

Seen cut(Cast& cast) {
  const Running server = cast.start("raw_server", {});
  const Running proxy = cast.proxy(server, {"--split", "9"});
  const Seen seen = both_meet(cast, proxy.port, has_all);
  cast.show_passage(proxy, 2);
  return seen;
}

Seen reset(Cast& cast) {
  const Running server = cast.start("raw_server", {});
  const Running proxy = cast.proxy(server, {"--reset-after", "9"});
  const Seen seen = both_meet(cast, proxy.port, [](const Outcome& client) {
    return client.exit_code == 1 && complains_of(client, "reset");
  });
  cast.show_passage(proxy, 2);
  return seen;
}

Seen silent_client(Cast& cast) {
  const Running server = cast.start("raw_server", {"--bytes", "64MiB"});
  const auto port = static_cast<std::uint16_t>(as_number(server.port));
  const auto silent = shortread::connect_to({"127.0.0.1", port});
  cast.stage().line(silent ? "The first client is connected and does not read."
                           : "The first client could not connect.");
  const Outcome second =
      cast.run("raw_client", {"--port", server.port, "--recv", "1MiB", "--count"});
  const bool holds = silent && has_counted(second, 64 * shortread::MiB);
  cast.stage().verdict(holds, "The second client " + how_it_ended(second) + ".");
  return {.reference_holds = holds};
}

}  // namespace

const Observations& lesson_01_observations() {
  static const Observations observations{
      {"short_read", short_read}, {"one_recv", one_recv},
      {"good_day", good_day},     {"cut", cut},
      {"reset", reset},           {"silent_client", silent_client}};
  return observations;
}

}  // namespace course
