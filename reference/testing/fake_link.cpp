#include <shortread/testing/fake_link.hpp>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace shortread::testing {
namespace {

constexpr Answer failed(int error) { return {.result = -1, .error = error}; }

constexpr Answer moved(std::size_t bytes) {
  return {.result = static_cast<std::ptrdiff_t>(bytes), .error = 0};
}

}  // namespace

std::optional<Answer> FakeLink::interruption(State& own) {
  if (std::exchange(own.is_interrupted, false)) return failed(EINTR);
  return std::nullopt;
}

bool FakeLink::has_arrived(const State& sender) const {
  return !sender.pieces.empty() && sender.pieces.front().arrives_at <= now_;
}

Answer FakeLink::send(End from, std::string_view bytes) {
  State& own = state(from);
  if (const auto interrupted = interruption(own)) return *interrupted;
  const auto allowed = std::exchange(own.allowed, std::nullopt);
  if (std::exchange(own.owes_reset, false)) return failed(ECONNRESET);
  if (own.was_reset || own.has_reset || own.end_arrives_at) return failed(EPIPE);
  if (bytes.empty()) return {};
  const std::size_t unread = own.unread.size();
  std::size_t room = capacity_ > unread ? capacity_ - unread : 0;
  if (allowed && (*allowed > 0 || unread > 0)) room = std::min(room, *allowed);
  if (room == 0) return failed(EAGAIN);
  const std::string_view taken = bytes.substr(0, room);
  own.last_arrival = std::max(own.last_arrival, now_ + own.latency);
  own.pieces.push_back({.arrives_at = own.last_arrival, .count = taken.size()});
  own.unread += taken;
  return moved(taken.size());
}

Answer FakeLink::recv(End at, std::span<char> room) {
  State& own = state(at);
  State& sender = state(other(at));
  if (const auto interrupted = interruption(own)) return *interrupted;
  const auto allowed = std::exchange(own.allowed, std::nullopt);
  if (room.empty()) return {};
  if (allowed) room = room.first(std::clamp<std::size_t>(*allowed, 1, room.size()));
  std::size_t count = 0;
  while (count < room.size() && has_arrived(sender)) {
    Piece& piece = sender.pieces.front();
    const std::size_t part = std::min(piece.count, room.size() - count);
    count += part;
    piece.count -= part;
    if (piece.count == 0) sender.pieces.erase(sender.pieces.begin());
  }
  std::copy_n(sender.unread.data(), count, room.data());
  sender.unread.erase(0, count);
  if (count > 0) return moved(count);
  if (std::exchange(own.owes_reset, false)) return failed(ECONNRESET);
  if (own.was_reset) return {};
  const bool has_ended = sender.end_arrives_at && *sender.end_arrives_at <= now_;
  return has_ended && sender.pieces.empty() ? Answer{} : failed(EAGAIN);
}

void FakeLink::half_close(End from) {
  State& own = state(from);
  if (own.end_arrives_at || own.has_reset) return;
  own.last_arrival = std::max(own.last_arrival, now_ + own.latency);
  own.end_arrives_at = own.last_arrival;
}

void FakeLink::reset(End from) {
  State& own = state(from);
  State& peer = state(other(from));
  if (own.has_reset || peer.has_reset) return;
  own.has_reset = true;
  peer.was_reset = true;
  // Who has seen the half-close already is told EPIPE and no ECONNRESET (Linux, tcp_reset()).
  const bool has_ended = own.end_arrives_at && *own.end_arrives_at <= now_;
  peer.owes_reset = !has_ended;
  while (!own.pieces.empty() && own.pieces.back().arrives_at > now_) {  // on its way: lost
    own.unread.resize(own.unread.size() - own.pieces.back().count);
    own.pieces.pop_back();
  }
  peer.pieces.clear();  // nobody is left to read it
  peer.unread.clear();
}

bool FakeLink::is_readable(End at) const {
  const State& own = state(at);
  const State& sender = state(other(at));
  const bool has_ended = sender.end_arrives_at && *sender.end_arrives_at <= now_;
  return has_arrived(sender) || own.was_reset || (has_ended && sender.pieces.empty());
}

}  // namespace shortread::testing
