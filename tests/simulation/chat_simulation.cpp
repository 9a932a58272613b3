#include <tests/simulation/chat_simulation.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <shortread/core/bytes.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace chat_simulation {
namespace {

using chat_select::Time;
using requirements::by_the_book::frame;
using shortread::bytes_of;
using namespace std::chrono_literals;
using Kind = Happening::Kind;

constexpr chat_select::Limits limits{
    .clients = 6, .message_bytes = 40, .lag_bytes = 1024 * 1024, .name_time = 50ms};

std::string pair(std::string_view name, std::string_view message) {
  return frame(name) + frame(message);
}

// What happens when the last byte of something a client sends has arrived.
struct Effect {
  enum class Kind : std::uint8_t { frame, rubbish };
  std::size_t begin;  // in its stream
  std::size_t at;     // the byte behind it
  Kind kind;
  std::string payload;
};

// One client, as the model sees it.
struct Guest {
  std::string outgoing;  // what it has sent and the hub has not got yet
  std::size_t arrived = 0;
  std::size_t written = 0;
  std::vector<Effect> effects;
  std::string name;
  bool is_named = false;
  bool is_leaving = false;
  bool is_told_why = false;  // a farewell follows what it is owed; its words are the hub's own
  Time deadline{};
  std::string owed;  // all it must get, from the beginning
  std::string got;
};

class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_{bytes} {}
  [[nodiscard]] bool is_over() const { return at_ >= bytes_.size(); }
  unsigned next() { return is_over() ? 0 : static_cast<unsigned char>(bytes_[at_++]); }
  unsigned below(unsigned end) { return next() % end; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

class Simulation {
 public:
  Simulation(const requirements::ChatSelectPart& part, std::string_view choices, Trace trace)
      : choices_{choices}, traces_{trace == Trace::yes}, hub_{part.open_hub(limits)} {}

  Outcome run() {
    while (!choices_.is_over() && !outcome_.finding) step();
    for (auto& [number, guest] : guests_) {
      if (!outcome_.finding) deliver(number, guest, SIZE_MAX);
    }
    for (auto& [number, guest] : guests_) compare(number, guest, "in the end");
    return std::move(outcome_);
  }

 private:
  void note(Kind kind, int number, std::string_view text = {}, std::size_t count = 0) {
    if (traces_) outcome_.trace.push_back({kind, number, std::string{text}, count});
  }

  void step() {
    ++outcome_.steps;
    switch (choices_.below(12)) {
      case 0:
        return arrive_new();
      case 1:
        return with_someone([&](int number, Guest& guest) { write_name(number, guest); });
      case 2:
      case 3:
      case 4:
        return with_someone([&](int number, Guest& guest) { write_message(number, guest); });
      case 5:
      case 6:
        return with_someone([&](int number, Guest& guest) { pass_on(number, guest); });
      case 7:
      case 8:
        return with_someone(
            [&](int number, Guest& guest) { deliver(number, guest, 1 + choices_.below(60)); });
      case 9:
        return with_someone([&](int number, Guest& guest) { leave(number, guest); });
      case 10:
        return with_someone([&](int number, Guest& guest) { write_rubbish(number, guest); });
      default:
        return pass_time();
    }
  }

  template <class Do>
  void with_someone(Do act) {
    if (guests_.empty()) return arrive_new();
    auto at = guests_.begin();
    std::advance(at, choices_.below(static_cast<unsigned>(guests_.size())));
    act(at->first, at->second);
  }

  void arrive_new() {
    constexpr std::size_t guests_max = 8;
    if (guests_.size() >= guests_max) return;
    // Whether one who is leaving still counts is nobody's rule.
    const auto staying =
        std::ranges::count_if(guests_, [](const auto& entry) { return !entry.second.is_leaving; });
    const bool is_full = guests_.size() >= limits.clients;
    if (is_full && static_cast<std::size_t>(staying) < limits.clients) return;
    const int number = ++numbers_;
    Guest& guest = guests_[number];
    hub_->connect(number, now_);
    guest.deadline = now_ + limits.name_time;
    note(Kind::connects, number);
    if (guests_.size() > limits.clients) told_why(number, guest, "the room is full");
  }

  void write(int number, Guest& guest, std::string_view payload) {
    const std::size_t begin = guest.written;
    guest.outgoing += frame(payload);
    guest.written += 10 + payload.size();
    guest.effects.push_back({begin, guest.written, Effect::Kind::frame, std::string{payload}});
    note(Kind::writes, number, payload);
  }

  void write_name(int number, Guest& guest) {
    static const std::vector<std::string> names{
        "ann",  "bob",  "c\u00e9", "server",  "",      std::string(33, 'x'),
        "\xff", "a\nb", "dan",     "\x1b[2J", "\u009b"};
    write(number, guest, names[choices_.below(static_cast<unsigned>(names.size()))]);
  }

  void write_message(int number, Guest& guest) {
    static const std::vector<std::string> messages{
        "hello", "", std::string(40, 'm'), "\u20ac\u20ac", "\xc3", "5         hello", "ok"};
    write(number, guest, messages[choices_.below(static_cast<unsigned>(messages.size()))]);
  }

  // Over the limit when it is whole, or wrong at a byte, whatever follows.
  void write_rubbish(int number, Guest& guest) {
    struct Rubbish {
      std::string bytes;
      std::size_t wrong_from;
    };
    static const std::vector<Rubbish> all{{"41        ", 10},
                                          {"x", 1},
                                          {"+2        ok", 1},
                                          {" 2        ok", 1},
                                          {"02        ok", 2}};
    const auto& [bytes, wrong_from] = all[choices_.below(static_cast<unsigned>(all.size()))];
    guest.effects.push_back({guest.written, guest.written + wrong_from, Effect::Kind::rubbish, {}});
    guest.outgoing += bytes;
    guest.written += bytes.size();
    note(Kind::rubbish, number, bytes);
  }

  void pass_on(int number, Guest& guest) {
    const std::size_t count = std::min<std::size_t>(1 + choices_.below(80), guest.outgoing.size());
    if (count == 0) return;
    const std::string piece = guest.outgoing.substr(0, count);
    guest.outgoing.erase(0, count);
    guest.arrived += count;
    note(Kind::arrives, number, {}, count);
    for (const Effect& effect : guest.effects) {
      if (effect.at <= guest.arrived) happen(number, guest, effect);
    }
    std::erase_if(guest.effects, [&](const Effect& one) { return one.at <= guest.arrived; });
    hub_->receive(number, piece);
  }

  void happen(int number, Guest& guest, const Effect& effect) {
    if (guest.is_leaving) return;
    if (effect.kind == Effect::Kind::rubbish) return told_why(number, guest, "this is no frame");
    if (guest.is_named) return spoken(number, guest, effect.payload);
    const bool is_good =
        (effect.payload == "ann" || effect.payload == "bob" || effect.payload == "c\u00e9" ||
         effect.payload == "dan" || effect.payload == "hello" || effect.payload == "\u20ac\u20ac" ||
         effect.payload == "5         hello" || effect.payload == "ok") &&
        !names_.contains(effect.payload);
    if (!is_good) return told_why(number, guest, "this is no name for it");
    guest.is_named = true;
    guest.name = effect.payload;
    names_.insert(guest.name);
    note(Kind::joins, number, guest.name);
  }

  void spoken(int number, Guest& guest, const std::string& message) {
    if (message == "\xc3" || message == "\xff")
      return told_why(number, guest, "this is no message");
    for (auto& [other, listener] : guests_) {
      if (other == number || !listener.is_named || listener.is_leaving) continue;
      listener.owed += pair(guest.name, message);
    }
  }

  void left(Guest& guest) {
    if (guest.is_named) names_.erase(guest.name);
    guest.is_leaving = true;
  }

  void told_why(int number, Guest& guest, std::string_view why) {
    if (guest.is_leaving) return;
    note(Kind::refused, number, why);
    left(guest);
    guest.is_told_why = true;
  }

  void deliver(int number, Guest& guest, std::size_t most) {
    std::size_t moved = 0;
    constexpr std::size_t beyond_max = 4096;  // a hub that hands out without end is seen to
    for (auto owed = hub_->pending(number);
         !owed.empty() && moved < most && guest.got.size() < guest.owed.size() + beyond_max;
         owed = hub_->pending(number)) {
      const std::string_view part = owed.substr(0, most - moved);
      guest.got += part;
      moved += part.size();
      hub_->sent(number, part.size());
    }
    note(Kind::gets, number, std::string_view{guest.got}.substr(guest.got.size() - moved));
    compare_so_far(number, guest);
  }

  void leave(int number, Guest& guest) {
    if (choices_.below(3) > 0) return finish(number, guest);
    note(Kind::breaks, number);
    if (!guest.is_leaving) left(guest);
    hub_->disconnect(number);
    guests_.erase(number);
  }

  void finish(int number, Guest& guest) {
    if (guest.is_leaving) return;
    note(Kind::finishes, number);
    const bool is_inside = !ends_between_frames(guest);
    left(guest);
    if (is_inside) note(Kind::refused, number, "it ends inside a frame");
    guest.is_told_why = is_inside;
    hub_->finish(number);
  }

  [[nodiscard]] static bool ends_between_frames(const Guest& guest) {
    return guest.effects.empty() || guest.arrived <= guest.effects.front().begin;
  }

  void pass_time() {
    now_ += Time{1 + choices_.below(40)};
    note(Kind::passes, 0, {}, static_cast<std::size_t>(now_.count()));
    hub_->tick(now_);
    for (auto& [number, guest] : guests_) {
      if (!guest.is_named && !guest.is_leaving && guest.deadline <= now_) {
        told_why(number, guest, "no name in time");
      }
    }
  }

  void compare_so_far(int number, const Guest& guest) {
    const std::size_t common = std::min(guest.got.size(), guest.owed.size());
    const bool is_beginning = guest.got.substr(0, common) == guest.owed.substr(0, common);
    const bool is_more = guest.got.size() > guest.owed.size();
    if (!is_beginning) return found(number, "gets what it must not, or in another order");
    if (is_more && !guest.is_told_why) return found(number, "gets more than it is owed");
    if (is_more && !is_farewell_begun(guest)) found(number, "gets no proper farewell");
  }

  [[nodiscard]] static bool is_farewell_begun(const Guest& guest) {
    const std::string farewell = guest.got.substr(guest.owed.size());
    const std::string begin = frame("server").substr(0, farewell.size());
    return farewell.starts_with(begin);
  }

  void compare(int number, const Guest& guest, const std::string& when) {
    if (outcome_.finding) return;
    if (!guest.got.starts_with(guest.owed)) return found(number, "misses something " + when);
    const bool has_farewell = guest.got.size() > guest.owed.size() + frame("server").size();
    if (guest.is_told_why && !has_farewell) return found(number, "is not told why it must go");
    if (guest.is_leaving && !hub_->is_done(number)) return found(number, "is never done");
    if (!guest.is_leaving && hub_->is_done(number)) found(number, "is closed for no reason");
  }

  void found(int number, const std::string& what) {
    if (!outcome_.finding) outcome_.finding = "client " + std::to_string(number) + " " + what;
    note(Kind::wrong, number, what);
  }

  Choices choices_;
  bool traces_;
  std::unique_ptr<requirements::OpenHub> hub_;
  Time now_{};
  int numbers_ = 0;
  std::map<int, Guest> guests_;
  std::set<std::string> names_;
  Outcome outcome_;
};

}  // namespace

Outcome play(const requirements::ChatSelectPart& part, std::string_view choices, Trace trace) {
  return Simulation{part, choices, trace}.run();
}

std::string choices_of(std::uint64_t seed, std::size_t bytes) {
  std::mt19937_64 random{seed};
  std::string choices(bytes, '\0');
  for (char& one : choices) one = static_cast<char>(random() & 0xFFU);
  return choices;
}

}  // namespace chat_simulation
