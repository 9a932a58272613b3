// The tutorial's way: one recv() is taken for the message.
//
//     msg = s.recv(1024)
//     print(msg.decode("utf-8"))
//
// It works on a good day: a short text, one machine, nothing in between.
#pragma once

#include <sys/socket.h>
#include <cstddef>
#include <string>

namespace raw_send::tutorial {

inline std::string receive_message(int server, std::size_t recv_bytes) {
  std::string message(recv_bytes, '\0');
  const ssize_t received = recv(server, message.data(), message.size(), 0);
  message.resize(received > 0 ? static_cast<std::size_t>(received) : 0);
  return message;
}

}  // namespace raw_send::tutorial
