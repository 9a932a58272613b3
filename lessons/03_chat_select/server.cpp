// Lesson 3, the server: one room, one thread, one select().

#include <fcntl.h>
#include <sys/select.h>
#include <sys/socket.h>

#include <algorithm>
#include <list>
#include <optional>
#include <string>
#include <vector>

#include <shortread/chat/hub.hpp>
#include <shortread/chat/name.hpp>
#include <shortread/core/printable.hpp>
#include <shortread/net/stop_signals.hpp>
#include <shortread/net/tcp.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"

namespace {

using namespace shortread;  // a lesson's program speaks the library's language
using namespace std::chrono_literals;
using chat::Time;

Time now() { return std::chrono::floor<Time>(std::chrono::steady_clock::now().time_since_epoch()); }

bool is_for_later(int error) { return error == EAGAIN || error == EINTR; }

struct Guest {
  Connection connection;
  chat::ClientId id;
  bool has_ended = false;                     // it has closed its side: nothing more comes
  bool is_gone = false;                       // to be forgotten at the end of the turn
  std::optional<Time> closes = std::nullopt;  // told to go: until then we read what it still sends
  std::size_t thrown_away = 0;

  [[nodiscard]] int fd() const { return connection.descriptor.number(); }
};

class Server {
 public:
  Server(Listener listener, const chat_select::ServerOptions& options)
      : listener_{std::move(listener)}, grace_{options.grace}, hub_{options.limits} {}

  // Until somebody tells it to end, and then until everybody has what is owed.
  void serve(int stop) {
    ::fcntl(listener_.descriptor.number(), F_SETFL, O_NONBLOCK);
    while (!ends_ || (!guests_.empty() && now() < *ends_)) turn(stop);
  }

 private:
  void turn(int stop) {
    // select() leaves only the ready ones in the sets: they are built anew for every call.
    fd_set readable;
    fd_set writable;
    FD_ZERO(&readable);
    FD_ZERO(&writable);
    int highest = -1;
    const auto watch = [&](int fd, fd_set& set) {
      FD_SET(fd, &set);
      highest = std::max(highest, fd);
    };
    if (!ends_) watch(stop, readable);
    if (!ends_ && rests_until_ <= now()) watch(listener_.descriptor.number(), readable);
    for (const Guest& guest : guests_) {
      if (!guest.has_ended) watch(guest.fd(), readable);
      if (!hub_.pending(guest.id).empty()) watch(guest.fd(), writable);
    }

    auto patience = time_until_something_is_due();
    const int ready =
        ::select(highest + 1, &readable, &writable, nullptr, patience ? &*patience : nullptr);
    if (ready < 0) return;  // a signal: the sets say nothing now

    // Readiness is not a promise: by now a peer may be gone again. So no call below may wait.
    for (Guest& guest : guests_) {
      if (FD_ISSET(guest.fd(), &readable)) receive(guest);
      if (FD_ISSET(guest.fd(), &writable) && !guest.is_gone) send(guest);
    }
    if (!ends_ && FD_ISSET(listener_.descriptor.number(), &readable)) accept_all();
    if (!ends_ && FD_ISSET(stop, &readable)) begin_to_end();

    hub_.tick(now());
    for (Guest& guest : guests_) see_off(guest);
    tell_events();
    guests_.remove_if([](const Guest& guest) { return guest.is_gone; });
  }

  void accept_all() {
    for (;;) {
      auto connection = accept_one(listener_);
      if (!connection) {
        // No descriptor left: the listener stays ready, and without a rest we would spin.
        const int error = connection.error().code.value();
        if (!is_for_later(error)) rests_until_ = now() + 100ms;
        return;
      }
      // A number that select() cannot watch: FD_SET would write beyond the end of the set.
      if (connection->descriptor.number() >= FD_SETSIZE) {
        refuse(*connection);
        continue;
      }
      const chat::ClientId id = hub_.connect(now());
      guests_.push_back({.connection = std::move(*connection), .id = id});
    }
  }

  static void refuse(const Connection& connection) {
    Bytes word;
    chat::append_pair(word, chat::server_name, bytes_of("too many connections for this server"));
    const int fd = connection.descriptor.number();
    std::ignore = ::send(fd, word.data(), word.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::shutdown(fd, SHUT_WR);
    std::byte room[4096];
    std::ignore = ::recv(fd, room, sizeof room, MSG_DONTWAIT);
  }

  // All there is, as far as the room goes: the next turn comes soon, and others wait, too.
  void receive(Guest& guest) {
    const ssize_t received = ::recv(guest.fd(), room_.data(), room_.size(), MSG_DONTWAIT);
    if (received < 0) {
      if (!is_for_later(errno)) lose(guest, "the connection broke");
      return;
    }
    if (guest.closes) {
      guest.thrown_away += static_cast<std::size_t>(received);
      if (received == 0 || guest.thrown_away > MiB) lose(guest, "");
    } else if (received == 0) {
      guest.has_ended = true;  // and is ready to be read for ever
      hub_.finish(guest.id);
    } else {
      hub_.receive(guest.id, ByteView{room_}.first(static_cast<std::size_t>(received)));
    }
  }

  // What the kernel takes; the rest waits in the room's log, and costs nothing but its place there.
  void send(Guest& guest) {
    const ByteView owed = hub_.pending(guest.id);
    if (owed.empty()) return;
    const ssize_t sent = ::send(guest.fd(), owed.data(), owed.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) hub_.sent(guest.id, static_cast<std::size_t>(sent));
    else if (!is_for_later(errno)) lose(guest, "the connection broke");
  }

  // Who has all that it is owed, and is to go. Closed at once, the kernel would answer what the
  // guest still sends with a reset, and that would destroy what it has not read yet: the reason,
  // mostly.
  void see_off(Guest& guest) {
    if (guest.is_gone) return;
    if (guest.closes && *guest.closes <= now()) return lose(guest, "");
    if (guest.closes || !hub_.is_done(guest.id)) return;
    if (guest.has_ended) return lose(guest, "");
    ::shutdown(guest.fd(), SHUT_WR);
    guest.closes = now() + 1s;
  }

  void lose(Guest& guest, std::string_view why) {
    hub_.disconnect(guest.id, why);
    guest.is_gone = true;
  }

  void tell_events() {
    for (const chat::Event& event : hub_.take_events()) {
      const bool has_joined = event.kind == chat::Event::Kind::joined;
      log_line((has_joined ? "in   '" : "out  '") + printable(bytes_of(event.name)) + "'" +
               (has_joined ? "" : ": " + printable(bytes_of(event.why))));
      if (event.kind == chat::Event::Kind::dropped) drop(event.client);
    }
  }

  void drop(chat::ClientId id) {
    const auto guest = std::ranges::find(guests_, id, &Guest::id);
    if (guest != guests_.end() && !guest->is_gone) lose(*guest, "");
  }

  void begin_to_end() {
    listener_.descriptor.close();
    hub_.finish_all("the server ends");
    ends_ = now() + grace_;
  }

  // Nothing: only a guest can bring something to do.
  [[nodiscard]] std::optional<timeval> time_until_something_is_due() const {
    std::optional<Time> due = hub_.next_deadline();
    const auto sooner = [&](Time when) { due = due ? std::min(*due, when) : when; };
    if (ends_) sooner(*ends_);
    if (rests_until_ > now()) sooner(rests_until_);
    for (const Guest& guest : guests_) {
      if (guest.closes) sooner(*guest.closes);
    }
    if (!due) return std::nullopt;
    const auto left = std::chrono::microseconds{std::max(*due - now(), Time{0})};
    return timeval{.tv_sec = left / 1s, .tv_usec = (left % 1s).count()};
  }

  Listener listener_;
  Time grace_;
  chat::Hub hub_;
  std::list<Guest> guests_;
  Bytes room_ = Bytes(256 * KiB);
  Time rests_until_{};
  std::optional<Time> ends_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto options = chat_select::server_options("lesson_chat_server", argc, argv);
  auto listener = listen_on(options.endpoint);
  if (!listener) {
    complain("lesson_chat_server", describe(listener.error()));
    return falls_short;
  }
  const int stop = stop_descriptor();
  print_line("listening on " + to_string(listener->local));
  Server{*std::move(listener), options}.serve(stop);
  return holds;
}
