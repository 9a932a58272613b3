#include <tests/bench/chat/crowd.hpp>

#include <sys/socket.h>

#include <algorithm>

#include <fmt/format.h>
#include <shortread/core/frame_encoder.hpp>
#include <shortread/net/stream.hpp>

namespace shortread::bench {
namespace {

using namespace std::chrono_literals;

// A listener's queue is 100 or so: who comes to a full one is let in a second later.
constexpr std::uint64_t connected_at_once = 50;
constexpr auto between_calls = 20ms;

bool is_for_later(int error) { return error == EAGAIN || error == EINTR; }

timespec time_until(Clock::time_point until) {
  const auto left = std::max<Clock::duration>(until - Clock::now(), 0ns);
  return {.tv_sec = left / 1s, .tv_nsec = (left % 1s).count()};
}

}  // namespace

Crowd::Crowd(Endpoint server, const Load& load, std::uint64_t remembered,
             std::chrono::seconds patience)
    : server_{std::move(server)},
      load_{load},
      patience_{patience},
      conversation_{load, remembered},
      epoll_{::epoll_create1(EPOLL_CLOEXEC)},
      room_(256 * KiB) {}

OrTrouble<> Crowd::gather(std::uint64_t clients) {
  while (clients_.size() < clients) {
    const std::uint64_t until =
        std::min<std::uint64_t>(clients, clients_.size() + connected_at_once);
    for (std::uint64_t client = clients_.size(); client < until; ++client) {
      if (auto entered = enter(client); !entered) return entered;
    }
    if (auto heard = speak_until_all_hear(); !heard) return heard;
  }
  return {};
}

OrTrouble<> Crowd::enter(std::uint64_t client) {
  auto connection = connect_to(server_);
  if (!connection) return std::unexpected(describe(connection.error()));
  const Bytes name = encode_frame(bytes_of(Conversation::name_of(client)));
  if (auto sent = send_all(*connection, name); !sent) {
    return std::unexpected(describe(sent.error()));
  }
  clients_.push_back({.connection = *std::move(connection), .torn = {}, .unsent = {}});
  watch(client, EPOLL_CTL_ADD, EPOLLIN);
  return {};
}

bool Crowd::all_hear() const {
  for (std::uint64_t client = 0; client < clients_.size(); ++client) {
    if (!conversation_.is_up_to_date(client)) return false;
  }
  return true;
}

// Who is not in the room yet misses a call and hears the next one. Who is hears every one.
OrTrouble<> Crowd::speak_until_all_hear() {
  const Clock::time_point too_late = Clock::now() + patience_;
  do {
    if (Clock::now() > too_late) return std::unexpected("the server does not let everybody in");
    if (conversation_.may_be_spoken()) say(0);
    const Clock::time_point next = Clock::now() + between_calls;
    while (!all_hear() && Clock::now() < next) {
      if (auto turned = turn(next); !turned) return turned;
    }
  } while (!all_hear());
  return {};
}

void Crowd::say(std::uint64_t sender, Clock::time_point due) {
  const ByteView frame = conversation_.say(sender, due);
  Bytes& unsent = clients_[sender].unsent;
  unsent.insert(unsent.end(), frame.begin(), frame.end());
}

OrTrouble<> Crowd::turn(Clock::time_point until) {
  if (auto sent = send_pending(); !sent) return sent;
  const int count = wait(until);
  for (int i = 0; i < count; ++i) {
    const auto& event = ready_[static_cast<std::size_t>(i)];
    if ((event.events & EPOLLOUT) != 0) {
      if (auto sent = send(event.data.u64); !sent) return sent;
    }
    if (event.events == EPOLLOUT) continue;
    if (auto received = receive(event.data.u64); !received) return received;
  }
  return {};
}

int Crowd::wait(Clock::time_point until) {
  const timespec time = time_until(until);
  return ::epoll_pwait2(epoll_.number(), ready_.data(), static_cast<int>(ready_.size()), &time,
                        nullptr);
}

OrTrouble<> Crowd::send_pending() {
  const std::uint64_t senders = std::min<std::uint64_t>(load_.senders, clients_.size());
  for (std::uint64_t client = 0; client < senders; ++client) {
    if (clients_[client].unsent.empty() || clients_[client].awaits_room) continue;
    if (auto sent = send(client); !sent) return sent;
  }
  return {};
}

OrTrouble<> Crowd::send(std::uint64_t number) {
  Client& client = clients_[number];
  const ByteView bytes = ByteView{client.unsent}.subspan(client.sent);
  const int fd = client.connection.descriptor.number();
  const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && !is_for_later(errno)) {
    return std::unexpected(describe(last_error("send", server_)));
  }
  if (sent > 0) client.sent += static_cast<std::size_t>(sent);
  const bool is_full = client.sent < client.unsent.size();
  if (!is_full) {
    client.unsent.clear();
    client.sent = 0;
  }
  if (is_full != client.awaits_room) {
    client.awaits_room = is_full;
    watch(number, EPOLL_CTL_MOD, is_full ? EPOLLIN | EPOLLOUT : EPOLLIN);
  }
  return {};
}

OrTrouble<> Crowd::receive(std::uint64_t number) {
  Client& client = clients_[number];
  const std::size_t before = client.torn.size();
  std::ranges::copy(client.torn, room_.begin());
  const int fd = client.connection.descriptor.number();
  const ssize_t received = ::recv(fd, room_.data() + before, room_.size() - before, MSG_DONTWAIT);
  if (received < 0 && is_for_later(errno)) return {};
  if (received < 0) return std::unexpected(describe(last_error("recv", server_)));
  if (received == 0) {
    return std::unexpected("the server has closed on " + Conversation::name_of(number));
  }
  const ByteView bytes = ByteView{room_}.first(before + static_cast<std::size_t>(received));
  const ByteView whole = bytes.first(bytes.size() - bytes.size() % conversation_.pair_bytes());
  client.torn.assign(bytes.begin() + static_cast<std::ptrdiff_t>(whole.size()), bytes.end());
  return conversation_.hear(number, whole, Clock::now());
}

OrTrouble<> Crowd::hear_out() {
  std::uint64_t heard = conversation_.deliveries();
  Clock::time_point too_late = Clock::now() + patience_;
  while (conversation_.under_way() > 0) {
    if (auto turned = turn(too_late); !turned) return turned;
    if (conversation_.deliveries() > heard) {
      heard = conversation_.deliveries();
      too_late = Clock::now() + patience_;
    } else if (Clock::now() >= too_late) {
      return std::unexpected(fmt::format("{} messages are lost: nothing has come for {} s",
                                         conversation_.under_way(), patience_.count()));
    }
  }
  return {};
}

OrTrouble<> Crowd::part() {
  for (const Client& client : clients_) finish_sending(client.connection);
  for (std::uint64_t client = 0; client < clients_.size(); ++client) {
    if (auto ended = read_to_end(client); !ended) return ended;
  }
  return {};
}

OrTrouble<> Crowd::read_to_end(std::uint64_t number) {
  const Client& client = clients_[number];
  const std::string name = Conversation::name_of(number);
  const auto came = wait_for_bytes(client.connection, patience_);
  if (!came || !*came) return std::unexpected("the server does not close on " + name);
  const auto received = receive_some(client.connection, room_);
  if (!received) return std::unexpected(describe(received.error()));
  if (received->empty() && client.torn.empty()) return {};
  return std::unexpected(name + " got more than was said");
}

void Crowd::watch(std::uint64_t client, int operation, std::uint32_t events) {
  epoll_event event{.events = events, .data = {.u64 = client}};
  const int fd = clients_[client].connection.descriptor.number();
  ::epoll_ctl(epoll_.number(), operation, fd, &event);
}

}  // namespace shortread::bench
