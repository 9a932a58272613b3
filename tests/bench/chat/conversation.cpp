#include <tests/bench/chat/conversation.hpp>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <numeric>

#include <fmt/format.h>
#include <shortread/chat/room.hpp>
#include <shortread/core/length_header.hpp>
#include <shortread/core/printable.hpp>

namespace shortread::bench {
namespace {

constexpr std::string_view name_begins = "user";
constexpr std::size_t name_digits = 4;
constexpr std::size_t name_bytes = name_begins.size() + name_digits;
constexpr std::size_t number_digits = payload_min;
constexpr std::size_t frame_at = header_bytes + name_bytes;  // in a pair
constexpr std::size_t number_at = frame_at + header_bytes;

// Differs in every place from the message of the next sender.
Bytes message_of(std::uint64_t sender, std::size_t payload) {
  Bytes message(payload);
  for (std::size_t i = 0; i < payload; ++i) {
    message[i] = static_cast<std::byte>('a' + (i * 7 + sender) % 26);
  }
  return message;
}

void write_number(std::byte* pair, std::uint64_t number) {
  for (std::size_t i = number_digits; i-- > 0; number /= 16) {
    pair[number_at + i] = static_cast<std::byte>("0123456789abcdef"[number % 16]);
  }
}

std::string_view text_at(const std::byte* pair, std::size_t at, std::size_t size) {
  return text_of({pair + at, size});
}

}  // namespace

Conversation::Conversation(const Load& load, std::uint64_t remembered)
    : load_{load},
      pair_bytes_{number_at + load.payload},
      mask_{std::bit_ceil(std::max<std::uint64_t>(remembered, 4)) - 1},
      messages_(load.senders * (mask_ + 1)),
      said_(load.senders),
      under_way_(load.senders),
      next_(load.clients * load.senders),
      clients_{load.clients} {
  for (std::uint64_t client = 0; client < load.clients; ++client) next(client, 0) = not_yet;
  write_pairs();
}

void Conversation::write_pairs() {
  for (std::uint64_t sender = 0; sender < load_.senders; ++sender) {
    const Bytes message = message_of(sender, load_.payload);
    for (std::uint64_t i = 0; i <= mask_; ++i) {
      chat::append_pair(pairs_, name_of(sender), message);
    }
  }
}

std::string Conversation::name_of(std::uint64_t client) {
  return fmt::format("{}{:0{}}", name_begins, client, name_digits);
}

std::size_t Conversation::place(std::uint64_t sender, std::uint64_t number) const {
  return sender * (mask_ + 1) + (number & mask_);
}

ByteView Conversation::say(std::uint64_t sender, Clock::time_point due) {
  const std::uint64_t number = said_[sender]++;
  const std::size_t here = place(sender, number);
  write_number(pair_at(here), number);
  messages_[here] = {.owed = clients_ - 1, .due = due};
  ++under_way_[sender];
  return {pair_at(here) + frame_at, pair_bytes_ - frame_at};
}

OrTrouble<> Conversation::hear(std::uint64_t client, ByteView pairs, Clock::time_point now) {
  for (; !pairs.empty(); pairs = pairs.subspan(pair_bytes_)) {
    if (auto heard = hear_one(client, pairs.data(), now); !heard) return heard;
  }
  return {};
}

OrTrouble<> Conversation::hear_one(std::uint64_t client, const std::byte* pair,
                                   Clock::time_point now) {
  const auto wrong = [&](std::string_view what) {
    const std::string got = printable({pair, std::min<std::size_t>(pair_bytes_, 60)});
    return std::unexpected(fmt::format("{} got {}: '{}'", name_of(client), what, got));
  };
  const std::uint64_t sender = sender_of(pair);
  if (sender >= load_.senders) return wrong("what nobody here said");
  if (sender == client) return wrong("its own message");
  std::uint64_t& number = next(client, sender);
  if (number == not_yet) number = first_heard(pair);
  if (number >= said_[sender]) return wrong("a message more than were said");
  const std::size_t here = place(sender, number);
  if (std::memcmp(pair, pair_at(here), pair_bytes_) != 0) {
    return wrong(fmt::format("something else than message {} of {}", number, name_of(sender)));
  }
  ++number;
  count(sender, messages_[here], now);
  return {};
}

void Conversation::count(std::uint64_t sender, Message& message, Clock::time_point now) {
  ++deliveries_;
  if (--message.owed == 0) --under_way_[sender];
  if (!keeps_latencies_) return;
  const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(now - message.due);
  latencies_us_.push_back(static_cast<std::uint32_t>(std::max<std::int64_t>(passed.count(), 0)));
}

// A number beyond all is nobody's.
std::uint64_t Conversation::sender_of(const std::byte* pair) const {
  if (load_.senders == 1 && std::memcmp(pair, pairs_.data(), frame_at) == 0) return 0;
  std::uint64_t sender = not_yet;
  const std::string_view digits = text_at(pair, header_bytes + name_begins.size(), name_digits);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), sender);
  return read.ptr == digits.data() + digits.size() ? sender : not_yet;
}

// Only one of those still remembered can be compared; any other is wrong as the newest would be.
std::uint64_t Conversation::first_heard(const std::byte* pair) const {
  std::uint64_t number = 0;
  const std::string_view digits = text_at(pair, number_at, number_digits);
  std::ignore = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  const bool is_remembered = number < said_[0] && said_[0] - number <= mask_ + 1;
  return is_remembered ? number : said_[0] - 1;
}

bool Conversation::is_up_to_date(std::uint64_t client) const {
  return client == 0 || next_[client * load_.senders] == said_[0];
}

bool Conversation::may_be_spoken() const {
  for (std::uint64_t client = 1; client < load_.clients; ++client) {
    const std::uint64_t heard = next_[client * load_.senders];
    if (heard != not_yet && said_[0] - heard > mask_) return false;
  }
  return true;
}

void Conversation::begin(std::uint64_t clients) {
  clients_ = clients;
  std::ranges::fill(under_way_, 0);
}

std::uint64_t Conversation::under_way() const {
  return std::reduce(under_way_.begin(), under_way_.end());
}

}  // namespace shortread::bench
