// Lesson 1, the server: sends its bytes to whoever connects, then closes. Bare socket calls.

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"

namespace {

int fail(const char* call, const sockaddr_in& address) {
  const std::string why = std::generic_category().message(errno);
  shortread::complain("raw_server", call + (" " + raw_send::to_string(address)) + ": " + why);
  return shortread::falls_short;
}

// One send() takes what the kernel has room for now, and that may be less than we hand it.
bool send_everything(int client, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;  // a signal came first; nothing was taken
    if (sent < 0) return false;  // the client has gone (without MSG_NOSIGNAL: we, too)
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// close() alone can destroy what the client has not read yet: bytes from it that nobody reads make
// the kernel answer with a reset. So: say that we are done, wait a second at most for it to leave,
// close.
void part_with(int client) {
  shutdown(client, SHUT_WR);
  const timeval one_second{.tv_sec = 1, .tv_usec = 0};
  setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &one_second, sizeof one_second);
  char ignored[4096];
  for (int reads = 0; reads < 256; ++reads) {
    if (recv(client, ignored, sizeof ignored, 0) <= 0) break;
  }
  close(client);
}

void serve(int client, const sockaddr_in& address, std::string_view bytes) {
  if (!send_everything(client, bytes)) fail("send to", address);
  part_with(client);
}

}  // namespace

int main(int argc, char** argv) {
  const raw_send::ServerOptions options = raw_send::server_options(argc, argv);
  shortread::end_cleanly_on_signals();

  const int listener = socket(AF_INET, SOCK_STREAM, 0);  // a stream over IPv4: TCP
  if (listener < 0) return fail("socket", options.address);

  // The port stays reserved for a minute after a server's end; this one may have it at once.
  const int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);

  sockaddr_in address = options.address;
  socklen_t size = sizeof address;
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0)
    return fail("bind", address);
  if (listen(listener, SOMAXCONN) != 0) return fail("listen", address);
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);  // port 0 became a real one
  shortread::print_line("listening on " + raw_send::to_string(address));

  for (;;) {
    size = sizeof address;
    const int client = accept(listener, reinterpret_cast<sockaddr*>(&address), &size);
    if (client < 0) {
      fail("accept", options.address);  // one connection failed, or no descriptor is left: go on,
      usleep(100'000);                  // but without a hurry
      continue;
    }
    // Its own thread, so that a client that does not read makes nobody else wait.
    try {
      std::thread{serve, client, address, std::string_view{options.bytes}}.detach();
    } catch (const std::system_error& error) {  // no thread to be had: this client is refused
      shortread::complain("raw_server", error.what());
      close(client);
    }
  }
}
