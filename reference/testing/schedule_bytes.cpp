#include <shortread/testing/schedule_bytes.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <shortread/testing/act.hpp>

namespace shortread::testing {
namespace {

struct Sign {
  unsigned char byte;
  Act act;
};

constexpr std::array<Sign, 7> signs{{{script::rest, Act::rest},
                                     {script::interrupted, Act::interrupted},
                                     {script::would_block, Act::would_block},
                                     {script::end, Act::end},
                                     {script::reset, Act::reset},
                                     {script::gone, Act::gone},
                                     {script::silence, Act::silence}}};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_{bytes} {}

  Schedule schedule() {
    if (rest_.starts_with(script::begins)) {
      rest_.remove_prefix(1);
      while (!rest_.empty() && take() != script::ends) step();
    }
    const std::size_t ours = static_cast<std::size_t>(std::min<std::uint64_t>(ours_, rest_.size()));
    schedule_.outgoing = rest_.substr(0, ours);
    schedule_.incoming = rest_.substr(ours);
    return std::move(schedule_);
  }

 private:
  char take() {
    last_ = rest_.front();
    rest_.remove_prefix(1);
    return last_;
  }

  // Lowest byte first; what is missing at the end of the input is zero.
  std::uint64_t count() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 8) {
      value |= std::uint64_t{static_cast<unsigned char>(take())} << shift;
    }
    return value;
  }

  void step() {
    const auto byte = static_cast<unsigned char>(last_);
    if (byte == script::sends) is_recv_ = false;
    else if (byte == script::outgoing) ours_ = count();
    else if (byte == script::count_of_eight_bytes) add({.act = Act::bytes, .count = count()});
    else if (byte <= script::count_max) add({.act = Act::bytes, .count = byte});
    else if (const auto act = act_of(byte)) add({.act = *act});
  }

  [[nodiscard]] std::optional<Act> act_of(unsigned char byte) const {
    const auto* const sign = std::ranges::find(signs, byte, &Sign::byte);
    if (sign == signs.end()) return std::nullopt;
    const bool may_stand_here = is_recv_ ? is_for_recv(sign->act) : is_for_send(sign->act);
    return may_stand_here ? std::optional{sign->act} : std::nullopt;
  }

  void add(const Step& step) {
    auto& steps = is_recv_ ? schedule_.receives : schedule_.sends;
    const bool is_behind_the_end = !steps.empty() && is_last(steps.back().act);
    if (is_behind_the_end || (step.act == Act::bytes && step.count == 0)) return;
    steps.push_back(step);
  }

  std::string_view rest_;
  char last_ = '\0';
  bool is_recv_ = true;
  std::uint64_t ours_ = 0;
  Schedule schedule_;
};

void add_count(std::string& bytes, std::uint64_t count) {
  for (unsigned shift = 0; shift < 64; shift += 8) {
    bytes += static_cast<char>(count >> shift & 0xFFU);
  }
}

void add_steps(std::string& bytes, const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    if (step.act != Act::bytes) {
      bytes += static_cast<char>(std::ranges::find(signs, step.act, &Sign::act)->byte);
    } else if (step.count <= script::count_max) {
      bytes += static_cast<char>(step.count);
    } else {
      bytes += static_cast<char>(script::count_of_eight_bytes);
      add_count(bytes, step.count);
    }
  }
}

}  // namespace

Schedule schedule_from_bytes(std::string_view bytes) { return Reader{bytes}.schedule(); }

std::string to_bytes(const Schedule& schedule) {
  const bool needs_script = !schedule.receives.empty() || !schedule.sends.empty() ||
                            !schedule.outgoing.empty() ||
                            schedule.incoming.starts_with(script::begins);
  std::string bytes;
  if (needs_script) {
    bytes += script::begins;
    add_steps(bytes, schedule.receives);
    if (!schedule.outgoing.empty()) {
      bytes += static_cast<char>(script::outgoing);
      add_count(bytes, schedule.outgoing.size());
    }
    if (!schedule.sends.empty()) {
      bytes += static_cast<char>(script::sends);
      add_steps(bytes, schedule.sends);
    }
    bytes += script::ends;
  }
  return bytes + schedule.outgoing + schedule.incoming;
}

}  // namespace shortread::testing
