// Lesson 3, the tutorial's server: select() says who has something, and then it waits all the same.
//
// It takes recv(10) for a header and one recv for all that the header announces. It waits for the
// name inside accept's turn, and for each receiver inside the loop that sends to all. What ends
// any of these calls in a bad moment ends the server, or stops it for everybody.

#include <sys/select.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <shortread/net/tcp.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"

namespace {

struct Frame {
  std::string header;
  std::string data;
};

struct User {
  shortread::Connection connection;
  Frame name;
};

// One recv, whatever it brings. As in Python, memory is taken for all that is asked for.
std::string receive(int fd, std::size_t most) {
  const auto room = std::make_unique_for_overwrite<char[]>(most);
  const ssize_t received = ::recv(fd, room.get(), most, 0);
  if (received < 0) throw std::runtime_error{"recv"};
  return {room.get(), static_cast<std::size_t>(received)};
}

// Nothing at the end of the stream. The tutorial catches all that goes wrong here, and calls it so.
std::optional<Frame> receive_message(int fd) {
  try {
    const std::string header = receive(fd, 10);
    if (header.empty()) return std::nullopt;
    return Frame{header, receive(fd, std::stoull(header))};
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

// All of it, as Python's sendall: waits until this one takes it, and the others wait, too.
void send_to(const User& user, std::string_view bytes) {
  const int fd = user.connection.descriptor.number();
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) std::_Exit(shortread::falls_short);  // Python: an exception nobody catches
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

using Users = std::map<int, User>;

void take_new_one(const shortread::Listener& listener, Users& users) {
  auto connection = shortread::accept_one(listener);
  if (!connection) return;
  const int fd = connection->descriptor.number();
  if (fd >= FD_SETSIZE) std::_Exit(shortread::falls_short);  // Python: select() raises
  const auto name = receive_message(fd);
  if (!name) return;
  shortread::print_line("Accepted new connection, username: " + name->data);
  users.emplace(fd, User{*std::move(connection), *name});
}

void take_message(int fd, Users& users) {
  const User& sender = users.at(fd);
  const auto message = receive_message(fd);
  if (!message) {
    shortread::print_line("Closed connection from: " + sender.name.data);
    users.erase(fd);
    return;
  }
  const std::string pair = sender.name.header + sender.name.data + message->header + message->data;
  for (const auto& [other, user] : users) {
    if (other != fd) send_to(user, pair);
  }
}

void turn(const shortread::Listener& listener, Users& users) {
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(listener.descriptor.number(), &readable);
  int highest = listener.descriptor.number();
  for (const auto& [fd, user] : users) {
    FD_SET(fd, &readable);
    highest = std::max(highest, fd);
  }
  if (::select(highest + 1, &readable, nullptr, nullptr, nullptr) < 0) return;
  if (FD_ISSET(listener.descriptor.number(), &readable)) take_new_one(listener, users);
  for (int fd = 0; fd <= highest; ++fd) {
    if (FD_ISSET(fd, &readable) && users.contains(fd)) take_message(fd, users);
  }
}

}  // namespace

int main(int argc, char** argv) {
  // It takes our server's options, so that it can stand in its place, and has no limit to set.
  const auto options = chat_select::server_options("tutorial_chat_server", argc, argv);
  const auto listener = shortread::listen_on(options.endpoint);
  if (!listener) return shortread::falls_short;
  shortread::print_line("listening on " + shortread::to_string(listener->local));
  Users users;
  while (true) turn(*listener, users);
}
