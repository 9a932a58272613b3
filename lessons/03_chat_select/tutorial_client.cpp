// Lesson 3, the tutorial's client: what the others say is shown when you press Enter.
//
// It waits at the prompt, and looks at the socket only after it. There it takes recv(10) for a
// header and one recv for a text, and where a message comes in two pieces it forgets the first.

#include <sys/socket.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include <shortread/core/printable.hpp>
#include <shortread/net/tcp.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"

namespace {

std::string framed(const std::string& text) {
  std::string frame = std::to_string(text.size());
  frame.resize(10, ' ');
  return frame + text;
}

void send_frame(int fd, const std::string& text) {
  const std::string frame = framed(text);
  if (::send(fd, frame.data(), frame.size(), MSG_NOSIGNAL) < 0) std::_Exit(shortread::falls_short);
}

// One recv that does not wait: nothing where nothing has come yet.
std::optional<std::string> receive(int fd, std::size_t most) {
  const auto room = std::make_unique_for_overwrite<char[]>(most);
  const ssize_t received = ::recv(fd, room.get(), most, MSG_DONTWAIT);
  if (received < 0 && errno == EAGAIN) return std::nullopt;
  if (received <= 0) {
    shortread::print_line("Connection closed by the server");
    std::_Exit(shortread::holds);
  }
  return std::string{room.get(), static_cast<std::size_t>(received)};
}

std::optional<std::string> receive_text(int fd) {
  const auto header = receive(fd, 10);
  if (!header) return std::nullopt;
  return receive(fd, std::stoull(*header));  // Python's int(): an exception nobody catches
}

// Until there is no more. A name whose message has not come yet is thrown away.
void show_what_has_come(int fd) {
  while (const auto name = receive_text(fd)) {
    const auto message = receive_text(fd);
    if (!message) return;
    const std::string shown = *name + " > " + *message;
    shortread::print_line(shortread::printable(shortread::bytes_of(shown)));
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = chat_select::client_options("tutorial_chat_client", argc, argv);
  const auto server = shortread::connect_to(options.endpoint);
  if (!server) return shortread::not_ready;
  const int fd = server->descriptor.number();
  send_frame(fd, options.name);
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty()) send_frame(fd, line);
    show_what_has_come(fd);
  }
}
