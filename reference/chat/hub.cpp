#include <shortread/chat/hub.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

#include <shortread/chat/name.hpp>
#include <shortread/core/frame_error.hpp>

namespace shortread::chat {
namespace {

// Looking at everybody's place costs as many steps as there are clients: so once in so many bytes,
// and once a second while there is something to forget.
constexpr std::uint64_t trim_bytes = 64 * KiB;
constexpr Time trim_time = std::chrono::seconds{1};

}  // namespace

ClientId Hub::connect(Time now) {
  const ClientId id = next_++;
  Entry& entry = *clients_.emplace(id, Client{.decoder = FrameDecoder{limits_.message}}).first;
  if (clients_.size() > limits_.clients) {
    refuse(entry, "the room is full");
  } else {
    deadlines_.push_back({.when = now + limits_.name_time, .client = id});
  }
  return id;
}

bool Hub::is_heard(const Client& client) {
  return client.standing == Standing::nameless || client.standing == Standing::in_the_room;
}

// Behind what gets it refused nothing of a client counts: not even that it goes on.
void Hub::receive(ClientId client, ByteView bytes) {
  Entry& entry = *clients_.find(client);
  if (!is_heard(entry.second)) return;
  FrameDecoder& decoder = entry.second.decoder;
  decoder.feed(bytes);
  while (is_heard(entry.second)) {
    const auto step = decoder.next_frame();
    if (!step) refuse(entry, describe(step.error()));
    else if (*step) take_frame(entry, **step);
    else break;
  }
  if (room_.log().end() >= trimmed_at_ + trim_bytes) trim();
}

void Hub::take_frame(Entry& entry, ByteView payload) {
  Client& client = entry.second;
  if (client.standing == Standing::nameless) return name(entry, payload);
  if (const auto why = why_no_message(payload)) return refuse(entry, *why);
  room_.speak(*client.member, payload);
}

void Hub::name(Entry& entry, ByteView name) {
  auto member = room_.join(name);
  if (!member) return refuse(entry, member.error());
  entry.second.standing = Standing::in_the_room;
  entry.second.member = *std::move(member);
  events_.push_back({.kind = Event::Kind::joined,
                     .client = entry.first,
                     .name = entry.second.member->name,
                     .why = {}});
}

// It is owed what was said until now, then a pair with the reason: never between two halves of one.
void Hub::refuse(Entry& entry, std::string_view why) {
  append_pair(entry.second.farewell, server_name, bytes_of(why));
  leave(entry, Event::Kind::refused, why);
}

void Hub::leave(Entry& entry, Event::Kind kind, std::string_view why) {
  Client& client = entry.second;
  if (client.standing == Standing::in_the_room) room_.leave(*client.member);
  client.standing = Standing::leaving;
  client.until = room_.log().end();
  events_.push_back({.kind = kind,
                     .client = entry.first,
                     .name = client.member ? client.member->name : std::string{},
                     .why = std::string{why}});
}

void Hub::finish(ClientId client) {
  Entry& entry = *clients_.find(client);
  if (!is_heard(entry.second)) return;
  const auto end = entry.second.decoder.end_of_stream();
  if (!end) refuse(entry, describe(end.error()));
  else leave(entry, Event::Kind::left, "it closed");
}

void Hub::disconnect(ClientId client, std::string_view why) {
  const auto found = clients_.find(client);
  if (is_heard(found->second)) leave(*found, Event::Kind::left, why);
  clients_.erase(found);
}

void Hub::finish_all(std::string_view why) {
  for (Entry& entry : clients_) {
    if (is_heard(entry.second)) leave(entry, Event::Kind::left, why);
  }
}

void Hub::tick(Time now) {
  while (!deadlines_.empty() && deadlines_.front().when <= now) {
    const auto found = clients_.find(deadlines_.front().client);
    deadlines_.pop_front();
    if (found == clients_.end() || found->second.standing != Standing::nameless) continue;
    refuse(*found, "no name came in time");
  }
  const bool has_something = room_.log().begin() < room_.log().end();
  if (!has_something) return trim_due_.reset();
  if (!trim_due_) trim_due_ = now + trim_time;
  if (*trim_due_ > now) return;
  trim();
  trim_due_.reset();
}

std::optional<Time> Hub::next_deadline() const {
  std::optional<Time> next = trim_due_;
  if (!deadlines_.empty()) {
    next = next ? std::min(*next, deadlines_.front().when) : deadlines_.front().when;
  }
  return next;
}

// Who is too far behind goes; what all others have is forgotten.
void Hub::trim() {
  RoomLog::Position slowest = room_.log().end();
  for (Entry& entry : clients_) {
    Client& client = entry.second;
    if (!client.member || client.standing == Standing::dropped) continue;
    if (client.standing == Standing::leaving && owed_of_the_room(client).empty()) continue;
    if (room_.bytes_behind(*client.member) > limits_.lag_bytes) drop(entry);
    else slowest = std::min(slowest, client.member->at);
  }
  room_.forget_before(slowest);
  trimmed_at_ = room_.log().end();
}

void Hub::drop(Entry& entry) {
  leave(entry, Event::Kind::dropped, "it fell too far behind");
  entry.second.standing = Standing::dropped;
}

RoomLog::Position Hub::end_for(const Client& client) const {
  return client.standing == Standing::leaving ? client.until : room_.log().end();
}

ByteView Hub::owed_of_the_room(Client& client) const {
  if (!client.member) return {};
  return room_.pending(*client.member, end_for(client));
}

ByteView Hub::pending(ClientId client) {
  ByteView stretch;
  std::ignore = pending(client, {&stretch, 1});
  return stretch;
}

std::size_t Hub::pending(ClientId client, std::span<ByteView> stretches) {
  Client& one = at(client);
  if (one.standing == Standing::dropped) return 0;
  const std::size_t count = one.member ? room_.pending(*one.member, end_for(one), stretches) : 0;
  if (count > 0) return count;
  stretches.front() = ByteView{one.farewell}.subspan(one.farewell_sent);
  return stretches.front().empty() ? 0 : 1;
}

void Hub::sent(ClientId client, std::size_t bytes) {
  Client& one = at(client);
  if (owed_of_the_room(one).empty()) one.farewell_sent += bytes;
  else room_.taken(*one.member, bytes);
}

bool Hub::is_done(ClientId client) {
  return at(client).standing == Standing::leaving && pending(client).empty();
}

std::vector<Event> Hub::take_events() { return std::exchange(events_, {}); }

}  // namespace shortread::chat
