// Lesson 1, played: what one recv gives, and who notices when something is missing.

#include <charconv>

#include <shortread/net/tcp.hpp>

#include "observations.hpp"

namespace course {
namespace {

constexpr std::chrono::milliseconds patience{10'000};
constexpr std::uint64_t all = 4 * 1024 * 1024;

using Texts = std::vector<std::string>;

// The number at the end of "recv asked for 4194304, got 95232".
std::string last_number(const std::string& line) { return line.substr(line.rfind(' ') + 1); }

std::uint64_t as_number(const std::string& text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool short_read(Cast& cast) {
  const Running server = cast.start("raw_server", {"--bytes", "4MiB"});
  const Outcome client = cast.run_unseen(
      "raw_client", {"--port", server.port, "--recv", "4MiB", "--show-reads", "--count"});
  Texts sizes;
  std::uint64_t largest = 0;
  for (const std::string& line : client.complaints()) {
    sizes.push_back(last_number(line));
    largest = std::max(largest, as_number(sizes.back()));
  }
  cast.stage().line("Each number is what one recv gave:");
  cast.stage().words(sizes);
  const bool holds =
      client.exit_code == 0 && client.printed() == Texts{std::to_string(all) + " bytes"};
  cast.stage().verdict(holds, std::to_string(sizes.size()) + " reads, the largest of " +
                                  std::to_string(largest) + " bytes; the client counted " +
                                  (client.printed().empty() ? "nothing" : client.printed()[0]) +
                                  " and " + how_it_ended(client, patience) + ".");
  return holds;
}

bool one_recv(Cast& cast) {
  const Running server = cast.start("raw_server", {"--bytes", "4MiB"});
  const Outcome client =
      cast.run("tutorial_raw_client", {"--port", server.port, "--recv", "4MiB", "--count"});
  const std::uint64_t got = client.printed().empty() ? 0 : as_number(client.printed()[0]);
  if (got < all) {
    cast.stage().seen(std::to_string(100 * (all - got) / all) +
                      " % of the message is missing, and it " + how_it_ended(client, patience) +
                      ".");
  } else {
    cast.stage().seen("This time it had all of it, and it " + how_it_ended(client, patience) + ".");
  }
  return true;
}

// Both clients meet the same event; the tutorial's way is only looked at, the reference is judged.
struct Meeting {
  Outcome tutorial;
  Outcome reference;
};

Meeting both_meet(Cast& cast, const std::string& port) {
  cast.stage().heading("The tutorial's way");
  Meeting meeting{cast.run("tutorial_raw_client", {"--port", port}), {}};
  const Texts printed = meeting.tutorial.printed();
  cast.stage().seen("It printed " + std::to_string(printed.empty() ? 0 : printed[0].size()) +
                    " of 22 bytes and " + how_it_ended(meeting.tutorial, patience) + ".");
  cast.stage().heading("The reference");
  meeting.reference = cast.run("raw_client", {"--port", port});
  return meeting;
}

bool cut(Cast& cast) {
  const Running server = cast.start("raw_server", {});
  const Running proxy = cast.proxy(server, {"--split", "9"});
  const Outcome reference = both_meet(cast, proxy.port).reference;
  const bool holds =
      reference.exit_code == 0 && reference.printed() == Texts{"Welcome to the server!"};
  cast.stage().verdict(holds, "It " + how_it_ended(reference, patience) + ".");
  cast.stage().heading("What the proxy did, to each of the two");
  for (const Line& line : proxy.child->lines()) {
    if (line.text.find("  passed ") != std::string::npos) cast.stage().line(line.text);
  }
  return holds;
}

bool reset(Cast& cast) {
  const Running server = cast.start("raw_server", {});
  const Running proxy = cast.proxy(server, {"--reset-after", "9"});
  const Outcome reference = both_meet(cast, proxy.port).reference;
  const Texts complaints = reference.complaints();
  const bool says_so = !complaints.empty() && complaints.back().find("reset") != std::string::npos;
  const bool holds = reference.exit_code == 1 && says_so;
  cast.stage().verdict(holds, std::string{says_so ? "It says what happened" : "It says nothing"} +
                                  " and " + how_it_ended(reference, patience) + ".");
  return holds;
}

bool silent_client(Cast& cast) {
  const Running server = cast.start("raw_server", {"--bytes", "64MiB"});
  const auto port = static_cast<std::uint16_t>(as_number(server.port));
  const auto silent = shortread::connect_to({"127.0.0.1", port});
  cast.stage().line(silent ? "The first client is connected and does not read."
                           : "The first client could not connect.");
  const Outcome second =
      cast.run("raw_client", {"--port", server.port, "--recv", "1MiB", "--count"}, patience);
  const bool holds = silent && second.exit_code == 0 && second.printed() == Texts{"67108864 bytes"};
  cast.stage().verdict(holds, "The second client " + how_it_ended(second, patience) + ".");
  return holds;
}

}  // namespace

const Observations& lesson_01_observations() {
  static const Observations observations{{"short_read", short_read},
                                         {"one_recv", one_recv},
                                         {"cut", cut},
                                         {"reset", reset},
                                         {"silent_client", silent_client}};
  return observations;
}

}  // namespace course
