#include <tests/simulation/chat_bound.hpp>

#include <algorithm>
#include <array>

#include <shortread/chat/hub.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace chat_simulation {
namespace {

using namespace shortread;
using chat::ClientId;
using chat::Event;
using chat::Hub;
using requirements::by_the_book::frame;

constexpr std::uint64_t lag_bytes = 200 * KiB;
// What the hub may lag behind in noticing, and the log's two pieces: docs of Hub and RoomLog.
constexpr std::uint64_t notice_bytes = 64 * KiB;
constexpr std::uint64_t piece_bytes = 128 * KiB;
constexpr std::size_t message_bytes = 4096;

// The first speaks and reads nothing, for nobody else says anything; the others only read.
class Room {
 public:
  Room() {
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      ids_[i] = hub_.connect({});
      hub_.receive(ids_[i], bytes_of(frame(std::string(1, static_cast<char>('a' + i)))));
    }
    std::ignore = hub_.take_events();
  }

  std::optional<std::string> happen(unsigned choice) {
    if ((choice & 1U) == 0) speak();
    else read(1 + (choice >> 1U) % (ids_.size() - 1), (choice >> 3U) * 1024);
    return trouble();
  }

 private:
  void speak() {
    hub_.receive(ids_[0], bytes_of(message_));
    said_ += message_.size() + 11;  // the pair's first frame: a name of one byte
  }

  void read(std::size_t who, std::size_t most) {
    if (is_dropped_[who]) return;
    for (auto owed = hub_.pending(ids_[who]); !owed.empty() && most > 0;
         owed = hub_.pending(ids_[who])) {
      const std::size_t count = std::min(owed.size(), most);
      hub_.sent(ids_[who], count);
      read_[who] += count;
      most -= count;
    }
  }

  std::optional<std::string> trouble() {
    for (const Event& event : hub_.take_events()) {
      const auto who =
          static_cast<std::size_t>(std::ranges::find(ids_, event.client) - ids_.begin());
      if (event.kind != Event::Kind::dropped) return "somebody leaves for no reason";
      if (said_ - read_[who] <= lag_bytes) return "one within the limit is dropped";
      is_dropped_[who] = true;
    }
    std::uint64_t most_unread = 0;
    for (std::size_t who = 1; who < ids_.size(); ++who) {
      if (is_dropped_[who]) continue;
      const std::uint64_t behind = said_ - read_[who];
      if (behind > lag_bytes + notice_bytes + message_bytes) return "one beyond the limit is kept";
      most_unread = std::max(most_unread, behind);
    }
    const std::uint64_t held = hub_.room().log().bytes_held();
    if (held <= lag_bytes + notice_bytes + piece_bytes + message_bytes) return std::nullopt;
    return std::to_string(held) + " bytes are held where " + std::to_string(most_unread) +
           " are unread";
  }

  Hub hub_{{.lag_bytes = lag_bytes}};
  std::string message_ = frame(std::string(message_bytes - 21, 'm'));
  std::array<ClientId, 4> ids_{};
  std::array<std::uint64_t, 4> read_{};
  std::array<bool, 4> is_dropped_{};
  std::uint64_t said_ = 0;
};

}  // namespace

std::optional<std::string> play_bound(std::string_view choices) {
  Room room;
  for (const char choice : choices) {
    if (auto trouble = room.happen(static_cast<unsigned char>(choice))) return trouble;
  }
  return std::nullopt;
}

}  // namespace chat_simulation
