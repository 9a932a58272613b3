#include <shortread/net/chat_service.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <algorithm>
#include <array>

#include <shortread/chat/name.hpp>
#include <shortread/net/gathered_send.hpp>

namespace shortread {
namespace {

using chat::ClientId;
using chat::Event;
using namespace std::chrono_literals;

constexpr std::size_t room_bytes = 256 * KiB;
constexpr int accepts_a_turn = 64;
constexpr int sends_a_turn = 4;
constexpr std::chrono::milliseconds closing_time = 1s;
constexpr std::uint64_t discarded_max = 1 * MiB;
constexpr std::chrono::milliseconds rest_time = 100ms;

chat::Time clock_now() {
  return std::chrono::floor<std::chrono::milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

bool is_for_later(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

}  // namespace

// One connection, from accept to close.
struct ChatService::Peer {
  Connection connection;
  ClientId id;
  bool is_known = true;     // to the hub
  bool is_blocked = false;  // the kernel has no room: the poller will say when it has
  bool has_ended = false;   // it has closed its side
  std::uint64_t discarded = 0;
  bool is_closing = false;  // shut down already: what it still sends is thrown away

  [[nodiscard]] int fd() const { return connection.descriptor.number(); }
};

ChatService::ChatService(Listener listener, std::unique_ptr<Poller> poller,
                         ChatServiceOptions options, Report report)
    : listener_{std::move(listener)},
      poller_{std::move(poller)},
      options_{options},
      report_{std::move(report)},
      hub_{options.limits},
      room_(room_bytes) {}

ChatService::~ChatService() = default;

std::expected<void, SystemError> ChatService::run(int stop) {
  if (const auto trouble = begin(stop)) return std::unexpected(*trouble);
  while (!stops_ || (!peers_.empty() && now_ < *stops_)) {
    const auto ready = poller_->wait(patience());
    if (!ready) return std::unexpected(ready.error());
    now_ = clock_now();
    for (const Ready& one : *ready) attend(one);
    hub_.tick(now_);
    close_overdue();
    tell_events();
    if (anybody_may_be_owed_) flush_all();
    tell_events();
    forget_gone();
  }
  return {};
}

// Readiness is not a promise: the client that made the listener ready may be gone by now, and
// accept() would wait for the next one, with everybody else waiting behind it.
std::optional<SystemError> ChatService::begin(int stop) {
  const int fd = listener_.descriptor.number();
  now_ = clock_now();
  stop_ = stop;
  const int flags = ::fcntl(fd, F_GETFL);
  if (flags < 0 || ::fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0) {
    return last_error("fcntl", listener_.local);
  }
  is_accepting_ = poller_->watch(fd) && poller_->watch(stop);
  if (is_accepting_) return std::nullopt;
  errno = EMFILE;
  return last_error("watch", listener_.local);
}

std::optional<chat::Time> ChatService::patience() const {
  std::optional<Time> next = hub_.next_deadline();
  const auto sooner = [&](std::optional<Time> when) {
    if (when) next = next ? std::min(*next, *when) : *when;
  };
  sooner(accepts_again_);
  sooner(stops_);
  if (!closing_.empty()) sooner(closing_.front().when);
  if (!next) return std::nullopt;
  return std::max(*next - clock_now(), Time{0});
}

void ChatService::attend(const Ready& ready) {
  if (ready.fd == stop_) return begin_to_stop();
  if (listener_.descriptor.is_open() && ready.fd == listener_.descriptor.number()) {
    return accept_all();
  }
  const auto found = peers_.find(ready.fd);
  if (found == peers_.end()) return;
  Peer& peer = *found->second;
  if (ready.readable && peer.is_known) receive(peer);
  if (ready.writable && peer.is_known && !peer.is_closing) flush(peer);
}

void ChatService::accept_all() {
  for (int count = 0; count < accepts_a_turn; ++count) {
    auto connection = accept_one(listener_);
    if (connection) {
      greet(std::move(*connection));
      continue;
    }
    const int error = connection.error().code.value();
    if (is_for_later(error)) return;
    const bool is_full = error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
    if (is_full) return rest_from_accepting(connection.error());
    // What else accept() says is about that one connection, which is gone.
  }
}

// The connection stays in the kernel's queue, and the listener stays ready: without a rest the loop
// would turn as fast as it can and change nothing.
void ChatService::rest_from_accepting(const SystemError& why) {
  if (is_accepting_) tell_trouble(describe(why) + ": nobody is accepted for a while");
  is_accepting_ = false;
  poller_->want(listener_.descriptor.number(), false, false);
  accepts_again_ = now_ + rest_time;
}

void ChatService::greet(Connection connection) {
  is_accepting_ = true;
  const int fd = connection.descriptor.number();
  if (!poller_->watch(fd)) return refuse_unwatched(std::move(connection));
  const ClientId id = hub_.connect(now_);
  descriptors_.emplace(id, fd);
  peers_.emplace(fd, std::make_unique<Peer>(std::move(connection), id));
}

// Nobody would ever notice when it is ready, so it gets its one word now or never.
void ChatService::refuse_unwatched(Connection connection) {
  constexpr std::string_view why = "too many connections for this server";
  Bytes word;
  chat::append_pair(word, chat::server_name, bytes_of(why));
  const int fd = connection.descriptor.number();
  std::ignore = ::send(fd, word.data(), word.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(fd, SHUT_WR);
  std::ignore = ::recv(fd, room_.data(), room_.size(), MSG_DONTWAIT);
  report_({.kind = Event::Kind::refused, .client = 0, .name = {}, .why = std::string{why}},
          connection.peer);
}

void ChatService::receive(Peer& peer) {
  const ssize_t received = ::recv(peer.fd(), room_.data(), room_.size(), MSG_DONTWAIT);
  if (received < 0) {
    if (!is_for_later(errno)) lose(peer, describe(last_error("recv", peer.connection.peer)));
    return;
  }
  if (received > 0) return heard(peer, ByteView{room_}.first(static_cast<std::size_t>(received)));
  peer.has_ended = true;
  if (peer.is_closing) return lose(peer, {});
  hub_.finish(peer.id);
  anybody_may_be_owed_ = true;
  poller_->want(peer.fd(), false, peer.is_blocked);  // an end stays readable for ever
}

void ChatService::heard(Peer& peer, ByteView bytes) {
  if (peer.is_closing) return discard(peer, bytes.size());
  hub_.receive(peer.id, bytes);
  anybody_may_be_owed_ = true;
}

void ChatService::discard(Peer& peer, std::size_t bytes) {
  peer.discarded += bytes;
  if (peer.discarded > discarded_max) lose(peer, {});
}

void ChatService::flush_all() {
  anybody_may_be_owed_ = false;
  for (const auto& [fd, peer] : peers_) {
    if (peer->is_known && !peer->is_blocked && !peer->is_closing) flush(*peer);
  }
}

// As much as the kernel takes now. What is left waits until the poller says that there is room.
void ChatService::flush(Peer& peer) {
  std::array<ByteView, stretches_a_send> owed;  // its own messages and the log's pieces part it
  bool is_full = false;
  int sends = 0;
  for (auto count = hub_.pending(peer.id, owed); count > 0; count = hub_.pending(peer.id, owed)) {
    if (++sends > sends_a_turn) is_full = true;
    if (is_full) break;
    const auto [sent, bytes] = send_gathered(peer.fd(), std::span{owed}.first(count));
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && !is_for_later(errno)) {
      return lose(peer, describe(last_error("send", peer.connection.peer)));
    }
    if (sent > 0) hub_.sent(peer.id, static_cast<std::size_t>(sent));
    is_full = sent < 0 || static_cast<std::size_t>(sent) < bytes;
  }
  if (is_full != peer.is_blocked) {
    peer.is_blocked = is_full;
    poller_->want(peer.fd(), !peer.has_ended, is_full);
  }
  if (!is_full) see_off(peer);
}

void ChatService::see_off(Peer& peer) {
  if (hub_.is_done(peer.id)) begin_to_close(peer);
}

// Closing at once would answer what the client still sends with a reset, and a reset destroys what
// it has not read yet: the reason, mostly. (RFC 9293 3.10.4 and 3.6.1)
void ChatService::begin_to_close(Peer& peer) {
  ::shutdown(peer.fd(), SHUT_WR);
  if (peer.has_ended) return lose(peer, {});
  peer.is_closing = true;
  closing_.push_back({.when = now_ + closing_time, .fd = peer.fd(), .id = peer.id});
  poller_->want(peer.fd(), true, false);
}

void ChatService::lose(Peer& peer, const std::string& why) {
  if (!peer.is_known) return;
  peer.is_known = false;
  hub_.disconnect(peer.id, why);
  const int fd = peer.fd();
  poller_->forget(fd);
  gone_.push_back(fd);
}

void ChatService::close_overdue() {
  for (; !closing_.empty() && closing_.front().when <= now_; closing_.pop_front()) {
    const auto found = peers_.find(closing_.front().fd);
    if (found != peers_.end() && found->second->id == closing_.front().id) lose(*found->second, {});
  }
  if (!accepts_again_ || *accepts_again_ > now_) return;
  accepts_again_.reset();
  poller_->want(listener_.descriptor.number(), true, false);
}

void ChatService::tell_events() {
  for (const Event& event : hub_.take_events()) {
    anybody_may_be_owed_ = true;
    Peer& peer = *peers_.at(descriptors_.at(event.client));
    report_(event, peer.connection.peer);
    if (event.kind == Event::Kind::dropped) lose(peer, {});
  }
}

// At the end of a turn: until then a number must not become another's, and events have addresses.
void ChatService::forget_gone() {
  for (const int fd : gone_) {
    const auto peer = peers_.find(fd);
    descriptors_.erase(peer->second->id);
    peers_.erase(peer);
  }
  gone_.clear();
}

void ChatService::tell_trouble(const std::string& why) {
  report_({.kind = Event::Kind::refused, .client = 0, .name = {}, .why = why}, listener_.local);
}

void ChatService::begin_to_stop() {
  poller_->forget(stop_);
  poller_->forget(listener_.descriptor.number());
  listener_.descriptor.close();  // who comes now is refused by the kernel
  accepts_again_.reset();
  hub_.finish_all("the server ends");
  anybody_may_be_owed_ = true;
  stops_ = now_ + options_.grace;
}

}  // namespace shortread
