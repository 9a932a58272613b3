#include <tests/requirements/chat_select/player.hpp>

#include <algorithm>
#include <map>
#include <utility>

#include <shortread/testing/schedule.hpp>
#include <tests/requirements/chat_select/room_model.hpp>
#include <tests/requirements/chat_select/scene.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/requirements/witness.hpp>
#include <tests/support/allocations.hpp>

namespace requirements {
namespace {

using shortread::testing::in_quotes;
using Guest = RoomModel::Guest;

// Who gets more than that beyond what it is owed would go on for ever.
constexpr std::size_t farewell_bytes_max = 4096;

std::string short_of(std::string_view bytes) {
  constexpr std::size_t most = 60;
  if (bytes.size() <= most) return in_quotes(bytes);
  return in_quotes(bytes.substr(0, most)) + " and " + std::to_string(bytes.size() - most) +
         " bytes more";
}

class Player {
 public:
  Player(const ChatSelectPart& part, const chat_select::Limits& limits, Reasons reasons)
      : hub_{part.open_hub(limits)}, model_{limits}, reasons_{reasons} {}

  std::optional<Trouble> play(std::string_view text) {
    for (const SceneEvent& event : read_scene(text)) {
      happen(event);
      look_who_is_closed();
      if (trouble_ || is_undecided_) return trouble_;
    }
    everybody_reads();
    return trouble_;
  }

 private:
  void happen(const SceneEvent& event) {
    if (event.kind == SceneEvent::Kind::time_passes) return pass_time(event);
    const auto known = clients_.find(event.who);
    const bool is_new = event.kind == SceneEvent::Kind::connects;
    if (is_new != (known == clients_.end())) return;
    Witness::note([&] { return short_line(event.line); });
    if (is_new) return connect(event.who);
    const int client = known->second;
    switch (event.kind) {
      case SceneEvent::Kind::sends:
        model_.receive(client, event.bytes);
        return hub_->receive(client, event.bytes);
      case SceneEvent::Kind::reads:
        return read(event.who, client, event.count);
      case SceneEvent::Kind::finishes:
        model_.finish(client);
        return hub_->finish(client);
      default:
        return forget(event.who, client);
    }
  }

  static std::string short_line(std::string_view line) {
    constexpr std::size_t most = 70;
    return std::string{line.substr(0, most)} + (line.size() > most ? " ..." : "");
  }

  void connect(const std::string& who) {
    const int client = ++numbers_;
    clients_[who] = client;
    is_undecided_ = !model_.connect(client, now_);
    hub_->connect(client, now_);
  }

  void forget(const std::string& who, int client) {
    model_.disconnect(client);
    hub_->disconnect(client);
    clients_.erase(who);
  }

  void pass_time(const SceneEvent& event) {
    now_ += RoomModel::Time{event.count};
    Witness::note([&] { return std::string{event.line}; });
    model_.tick(now_);
    hub_->tick(now_);
  }

  void read(const std::string& who, int client, std::size_t most) {
    Guest& guest = model_.guests().at(client);
    std::string piece;
    while (piece.size() < most && guest.got.size() <= guest.owed.size() + farewell_bytes_max) {
      const std::string_view pending = hub_->pending(client);
      if (pending.empty()) break;
      const std::size_t count = std::min(pending.size(), most - piece.size());
      piece += pending.substr(0, count);
      guest.got += pending.substr(0, count);
      hub_->sent(client, count);
    }
    Witness::note([&] { return "  hub to " + who + ": " + short_of(piece); });
    compare_so_far(who, guest);
  }

  // Nobody gets what is not for them, and nobody gets anything twice or in another order.
  void compare_so_far(const std::string& who, Guest& guest) {
    const std::size_t common = std::min(guest.got.size(), guest.owed.size());
    const std::string_view got{guest.got};
    const std::string_view owed{guest.owed};
    const std::size_t begin = std::min(std::exchange(guest.compared, common), common);
    if (got.substr(begin, common - begin) == owed.substr(begin, common - begin)) {
      if (guest.got.size() > common) compare_farewell(who, guest, got.substr(common));
      return;
    }
    const auto [at, _] = std::ranges::mismatch(got, owed);
    const auto offset = static_cast<std::size_t>(at - got.begin());
    found(who + " gets " + short_of(owed.substr(offset)) + " at byte " + std::to_string(offset),
          short_of(got.substr(offset)));
  }

  void compare_farewell(const std::string& who, const Guest& guest, std::string_view more) {
    if (!guest.is_told_why && !guest.may_be_told_why) {
      return found(who + " gets nothing more", short_of(more));
    }
    const std::string begin = by_the_book::frame("server");
    const bool is_begun = begin.starts_with(more.substr(0, begin.size()));
    const auto decoded = by_the_book::decode(more, farewell_bytes_max);
    const bool is_whole = !decoded.error && decoded.frames.size() == 2 && decoded.frames[1] != "";
    const bool is_torn =
        decoded.error && decoded.error->kind == by_the_book::FrameErrorKind::closed_inside_frame;
    const bool may_go_on = decoded.frames.size() < 2;
    if (is_begun && (is_whole || (may_go_on && (is_torn || !decoded.error)))) return;
    found(who + " gets a pair from `server` with the reason, and nothing behind it",
          short_of(more));
  }

  // Before it has all, only who is too far behind may be closed: that ends it.
  void look_who_is_closed() {
    std::erase_if(clients_, [this](const auto& entry) {
      const auto& [who, client] = entry;
      const Guest& guest = model_.guests().at(client);
      const bool is_closed = hub_->is_done(client);
      const bool has_all = guest.is_leaving && guest.got.size() >= guest.owed.size();
      if (is_closed && !has_all && model_.may_be_dropped(guest)) {
        const std::string name = who;
        Witness::note([&] { return "  hub closes " + name + ", who is too far behind"; });
        model_.drop(client);
        hub_->disconnect(client);
        return true;
      }
      if (!guest.is_leaving && is_closed) found(who + " stays", who + " is closed");
      return false;
    });
  }

  void everybody_reads() {
    Witness::note("in the end all read what is there for them");
    pass_time({.kind = SceneEvent::Kind::time_passes, .count = 0, .line = "0 ms pass"});
    const auto last = clients_;
    for (const auto& [who, client] : last) {
      if (trouble_) return;
      see_out(who, client);
    }
  }

  void see_out(const std::string& who, int client) {
    const Guest& guest = model_.guests().at(client);
    if (!guest.is_leaving && model_.must_be_dropped(guest)) {
      return found(who + ", who is too far behind, is closed",
                   who + " is still served with " +
                       std::to_string(guest.owed.size() - guest.got.size()) + " bytes to read");
    }
    read(who, client, SIZE_MAX);
    if (trouble_) return;
    if (guest.got.size() < guest.owed.size()) {
      return found(who + " gets " +
                       short_of(std::string_view{guest.owed}.substr(guest.got.size())) +
                       " at byte " + std::to_string(guest.got.size()),
                   "nothing");
    }
    const std::string farewell = guest.got.substr(guest.owed.size());
    const bool has_whole_farewell =
        by_the_book::decode(farewell, farewell_bytes_max).frames.size() == 2;
    const bool must_be_told = guest.is_told_why && reasons_ == Reasons::must_be_told;
    if (must_be_told && !has_whole_farewell) {
      return found(who + " is told why: a pair from `server` with the reason", short_of(farewell));
    }
    if (guest.is_leaving != hub_->is_done(client)) {
      const std::string closed = who + " is closed, having got all";
      found(guest.is_leaving ? closed : who + " stays",
            guest.is_leaving ? who + " is kept" : closed);
    }
  }

  void found(const std::string& expected, const std::string& got) {
    if (!trouble_) trouble_ = Trouble{.expected = expected, .got = got};
  }

  std::unique_ptr<OpenHub> hub_;
  RoomModel model_;
  RoomModel::Time now_{};
  Reasons reasons_;
  int numbers_ = 0;
  std::map<std::string, int> clients_;
  bool is_undecided_ = false;
  std::optional<Trouble> trouble_;
};

// The hub without the model, which remembers everything.
struct Alone {
  std::unique_ptr<OpenHub> hub;
  std::map<std::string, int> clients;
  RoomModel::Time now{};
  int numbers = 0;

  void happen(const SceneEvent& event) {
    if (event.kind == SceneEvent::Kind::time_passes)
      return hub->tick(now += RoomModel::Time{event.count});
    const auto known = clients.find(event.who);
    const bool is_new = event.kind == SceneEvent::Kind::connects;
    if (is_new != (known == clients.end())) return;
    if (is_new) return hub->connect(clients[event.who] = ++numbers, now);
    switch (event.kind) {
      case SceneEvent::Kind::sends:
        return hub->receive(known->second, event.bytes);
      case SceneEvent::Kind::reads:
        return read(known->second, event.count);
      case SceneEvent::Kind::finishes:
        return hub->finish(known->second);
      default:
        hub->disconnect(known->second);
        clients.erase(known);
    }
  }

  // A hub that was seen to be right ends; whoever was not is not asked.
  void read(int client, std::size_t most) const {
    for (auto pending = hub->pending(client); !pending.empty() && most > 0;
         pending = hub->pending(client)) {
      const std::size_t count = std::min(pending.size(), most);
      hub->sent(client, count);
      most -= count;
    }
  }
};

}  // namespace

std::optional<Trouble> play(const ChatSelectPart& part, const chat_select::Limits& limits,
                            std::string_view scene, Reasons reasons) {
  return Player{part, limits, reasons}.play(scene);
}

std::size_t bytes_held_in_the_end(const ChatSelectPart& part, const chat_select::Limits& limits,
                                  std::string_view scene) {
  const auto events = read_scene(scene);
  Alone alone;
  const shortread::tests::AllocationWatch watch;
  alone.hub = part.open_hub(limits);
  for (const SceneEvent& event : events) alone.happen(event);
  for (const auto& [_, client] : alone.clients) alone.read(client, SIZE_MAX);
  return watch.bytes_live();
}

}  // namespace requirements
