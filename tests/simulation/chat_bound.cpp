#include <tests/simulation/chat_bound.hpp>

#include <algorithm>
#include <array>

#include <tests/requirements/fixed_header/by_the_book.hpp>
#include <tests/support/allocations.hpp>

namespace chat_simulation {
namespace {

using requirements::by_the_book::frame;

constexpr std::size_t lag_bytes = 64 * 1024;
constexpr std::size_t notice_bytes = 64 * 1024;  // a hub need not look at everybody at once
constexpr std::size_t message_bytes = 4 * 1024;
constexpr int guests = 4;

// The first speaks and reads nothing, for nobody else says anything; the others only read.
class Room {
 public:
  Room(const requirements::ChatSelectPart& part, std::size_t bytes_max)
      : bytes_max_{bytes_max}, hub_{part.open_hub({.lag_bytes = lag_bytes})} {
    for (int who = 0; who < guests; ++who) {
      hub_->connect(who, {});
      hub_->receive(who, frame(std::string(1, static_cast<char>('a' + who))));
    }
  }

  std::optional<std::string> happen(unsigned choice) {
    if ((choice & 1U) == 0) speak();
    else read(1 + static_cast<int>((choice >> 1U) % (guests - 1)), (choice >> 3U) * 1024);
    return trouble();
  }

 private:
  void speak() {
    hub_->receive(0, message_);
    said_ += message_.size() + 11;  // the pair's first frame: a name of one byte
  }

  void read(int who, std::size_t most) {
    if (is_dropped(who)) return;
    for (auto owed = hub_->pending(who); !owed.empty() && most > 0; owed = hub_->pending(who)) {
      const std::size_t count = std::min(owed.size(), most);
      hub_->sent(who, count);
      at(who).read += count;
      most -= count;
    }
  }

  std::optional<std::string> trouble() {
    for (int who = 1; who < guests; ++who) {
      if (is_dropped(who)) continue;
      const std::size_t behind = said_ - at(who).read;
      if (hub_->is_done(who)) {
        if (behind <= lag_bytes) return "one within the limit is dropped";
        hub_->disconnect(who);
        at(who).is_dropped = true;
      } else if (behind > lag_bytes + notice_bytes + message_bytes) {
        return "one beyond the limit is kept";
      }
    }
    if (hub_->is_done(0)) return "who only speaks is dropped";
    const std::size_t held = watch_.bytes_live();
    if (held <= bytes_max_) return std::nullopt;
    return std::to_string(held) + " bytes are held";
  }

  struct Reader {
    std::size_t read = 0;
    bool is_dropped = false;
  };
  Reader& at(int who) { return readers_[static_cast<std::size_t>(who)]; }
  bool is_dropped(int who) { return at(who).is_dropped; }

  std::string message_ = frame(std::string(message_bytes - 21, 'm'));
  std::size_t bytes_max_;
  shortread::tests::AllocationWatch watch_;
  std::unique_ptr<requirements::OpenHub> hub_;
  std::array<Reader, guests> readers_{};
  std::size_t said_ = 0;
};

}  // namespace

std::optional<std::string> play_bound(const requirements::ChatSelectPart& part,
                                      std::string_view choices, std::size_t bytes_max) {
  Room room{part, bytes_max};
  for (const char choice : choices) {
    if (auto trouble = room.happen(static_cast<unsigned char>(choice))) return trouble;
  }
  return std::nullopt;
}

}  // namespace chat_simulation
