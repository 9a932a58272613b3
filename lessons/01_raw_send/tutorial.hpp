// The tutorial's way: one send() is taken to have sent everything, one recv() for the message.
//
//     clientsocket.send(bytes("Welcome to the server!", "utf-8"))
//
//     msg = s.recv(1024)
//     print(msg.decode("utf-8"))
//
// It works on a good day: a short text, one machine, nothing in between.
#pragma once

#include <sys/socket.h>
#include <cstddef>
#include <string>
#include <string_view>

namespace raw_send::tutorial {

/// Python prevents SIGPIPE for everybody; what send() returned, nobody looks at.
inline void send_message(int client, std::string_view message) {
  send(client, message.data(), message.size(), MSG_NOSIGNAL);
}

inline std::string receive_message(int server, std::size_t recv_bytes) {
  std::string message(recv_bytes, '\0');
  const ssize_t received = recv(server, message.data(), message.size(), 0);
  message.resize(received > 0 ? static_cast<std::size_t>(received) : 0);
  return message;
}

}  // namespace raw_send::tutorial
