#include <tests/requirements/raw_send/checks.hpp>
#include <tests/requirements/raw_send/whole_checks.hpp>

#include <algorithm>

#include <tests/requirements/comparison.hpp>
#include <tests/requirements/delivery.hpp>
#include <tests/requirements/observed.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements::raw_send_checks {
namespace {

using shortread::testing::Act;
using shortread::testing::in_quotes;
using shortread::testing::Step;

std::string in_words(std::string_view bytes) {
  constexpr std::size_t readable = 200;
  const std::string count = std::to_string(bytes.size()) + " bytes";
  if (bytes.empty()) return count;
  const std::string text = in_quotes(bytes);
  return text.size() > readable ? count : count + " " + text;
}

std::string in_words(std::string_view bytes, bool is_whole) {
  return in_words(bytes) + (is_whole ? ", and the end" : ", and an error");
}

std::expected<raw_send::Received, Oddity> receive(const RawSendPart& part,
                                                  const Schedule& schedule) {
  const FakedConnection connection{schedule};
  Witness::note("receive_until_closed");
  return observed([&] { return part.receive_until_closed(connection.descriptor()); });
}

struct Sent {
  std::expected<bool, Oddity> said;
  std::string bytes;
};

Sent send(const RawSendPart& part, const Schedule& schedule) {
  const FakedConnection connection{schedule};
  Witness::note([&] { return "send_everything of " + in_words(schedule.outgoing); });
  auto said =
      observed([&] { return part.send_everything(connection.descriptor(), schedule.outgoing); });
  return {.said = std::move(said), .bytes = connection.stream().sent()};
}

// A silent stream has no end: whoever waits for one is right.
std::optional<Finding> compare_bytes(const RawSendPart& part, const Schedule& schedule) {
  const std::string expected = delivered(schedule);
  const auto got = receive(part, schedule);
  if (!got && ending_of(schedule) == Act::silence) return std::nullopt;
  if (!got) return finding(schedule, in_words(expected), "it " + got.error());
  const auto offset = first_difference(expected, got->bytes);
  if (!offset) return std::nullopt;
  Finding found = finding(schedule, in_words(expected), in_words(got->bytes));
  found.offset = offset;
  return found;
}

std::optional<Finding> compare_all(const RawSendPart& part, const Schedule& schedule) {
  if (auto found = compare_bytes(part, schedule)) return found;
  const auto got = receive(part, schedule);
  const Act ending = ending_of(schedule);
  const bool is_whole = ending == Act::end;
  if (got ? got->is_whole == is_whole : ending == Act::silence) return std::nullopt;
  return finding(schedule, in_words(delivered(schedule), is_whole),
                 got ? in_words(got->bytes, got->is_whole) : "it " + got.error());
}

std::optional<Finding> compare_sent(const RawSendPart& part, const Schedule& schedule) {
  if (schedule.outgoing.empty()) return std::nullopt;  // nothing to send, nothing to judge
  const Sent sent = send(part, schedule);
  const std::string expected = in_words(schedule.outgoing) + ", and true";
  if (!sent.said) return finding(schedule, expected, "it " + sent.said.error());
  const auto offset = first_difference(schedule.outgoing, sent.bytes);
  if (!offset && *sent.said) return std::nullopt;
  Finding found = finding(schedule, expected,
                          in_words(sent.bytes) + (*sent.said ? ", and true" : ", and false"));
  found.offset = offset;
  return found;
}

// Receiving and sending at their plainest: who fails here has not begun yet.
std::optional<Finding> good_day(const RawSendPart& part, const Schedule& schedule) {
  Witness::note(on_a_good_day);
  if (!schedule.incoming.empty()) {
    if (auto found = compare_bytes(part, {.incoming = "hello"})) return found;
  }
  if (!schedule.outgoing.empty()) {
    if (auto found = compare_sent(part, {.outgoing = "hello"})) return found;
  }
  Witness::note(on_this_network);
  return std::nullopt;
}

// Does the peer go before the kernel can have taken everything? However it is cut into calls: none
// takes more than its step says.
bool goes_too_early(const Schedule& schedule) {
  std::uint64_t room = 0;
  for (const Step& step : schedule.sends) {
    if (step.act == Act::gone || step.act == Act::reset) return room < schedule.outgoing.size();
    if (step.act == Act::bytes) room += step.count;
    if (step.act == Act::rest) room = schedule.outgoing.size();
  }
  return false;
}

Schedule without_signals(Schedule schedule) {
  std::erase(schedule.receives, Step{.act = Act::interrupted});
  std::erase(schedule.sends, Step{.act = Act::interrupted});
  return schedule;
}

// What a socket that waits never says.
Schedule of_a_waiting_socket(Schedule schedule) {
  std::erase(schedule.receives, Step{.act = Act::would_block});
  std::erase(schedule.sends, Step{.act = Act::would_block});
  return schedule;
}

// Where the peer may go, or fall silent, before everything is taken: nobody has to get it all
// through.
bool may_be_cut_short(const Schedule& schedule) {
  if (schedule.sends.empty()) return false;
  const Act last = schedule.sends.back().act;
  return last == Act::gone || last == Act::reset || last == Act::silence;
}

// In words what is wrong with this sending; empty where nothing is. What was sent is the beginning,
// whatever happens, and `true` is said of all of it alone.
std::string wrong_with(const Sent& sent, const Schedule& schedule) {
  if (!schedule.outgoing.starts_with(sent.bytes)) return "other bytes than those to be sent";
  const bool is_all = sent.bytes.size() == schedule.outgoing.size();
  if (sent.said && *sent.said != is_all) return *sent.said ? "true, of a part" : "false, of all";
  if (is_all || may_be_cut_short(schedule)) return {};
  return "not all of it";
}

}  // namespace

std::optional<Finding> receiving_is_right(const RawSendPart& part, const Schedule& schedule) {
  return compare_all(part, of_a_waiting_socket(schedule));
}

std::optional<Finding> sending_is_right(const RawSendPart& part, const Schedule& any) {
  const Schedule schedule = of_a_waiting_socket(any);
  if (schedule.outgoing.empty()) return std::nullopt;
  const Sent sent = send(part, schedule);
  const bool waits = !schedule.sends.empty() && schedule.sends.back().act == Act::silence;
  std::string wrong = wrong_with(sent, schedule);
  if (!sent.said && !waits) wrong = "it " + sent.said.error();
  if (wrong.empty()) return std::nullopt;
  Finding found =
      finding(schedule, in_words(schedule.outgoing) + ", and true; or a part, and false",
              in_words(sent.bytes) + ": " + wrong);
  found.offset = first_difference(schedule.outgoing, sent.bytes);
  return found;
}

std::optional<Finding> everything_is_sent(const RawSendPart& part, const Schedule& schedule) {
  return compare_sent(part, schedule);
}

std::optional<Finding> everything_is_received(const RawSendPart& part, const Schedule& schedule) {
  return compare_bytes(part, schedule);
}

std::optional<Finding> the_end_is_told_from_a_reset(const RawSendPart& part,
                                                    const Schedule& schedule) {
  Witness::note(on_a_good_day);
  if (auto found = compare_all(part, {.incoming = "hello"})) return found;
  Witness::note(on_this_network);
  return compare_all(part, schedule);
}

// The same stream without the signals is the success that comes first.
std::optional<Finding> signals_change_nothing(const RawSendPart& part, const Schedule& schedule) {
  const auto compare = [&](const Schedule& one) -> std::optional<Finding> {
    if (!one.incoming.empty()) {
      if (auto found = compare_all(part, one)) return found;
    }
    return one.outgoing.empty() ? std::nullopt : compare_sent(part, one);
  };
  Witness::note(on_a_good_day);
  if (auto found = compare(without_signals(schedule))) return found;
  Witness::note(on_this_network);
  return compare(schedule);
}

std::optional<Finding> a_gone_peer_is_an_error(const RawSendPart& part, const Schedule& schedule) {
  if (auto found = good_day(part, schedule)) return found;
  if (!goes_too_early(schedule)) return std::nullopt;
  const Sent sent = send(part, schedule);
  if (sent.said && !*sent.said) return std::nullopt;
  return finding(schedule, "false: the peer has gone",
                 sent.said ? "true, as if all had been sent" : "it " + sent.said.error());
}

}  // namespace requirements::raw_send_checks
