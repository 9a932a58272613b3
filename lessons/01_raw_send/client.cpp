// Lesson 1, the client: prints all that the server sends until it closes. Bare socket calls.

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cerrno>
#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

#include <shortread/core/printable.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"

namespace {

void say(const std::string& what) { shortread::complain("raw_client", what); }

std::string failed(const char* call, const sockaddr_in& address) {
  return call + (" " + raw_send::to_string(address)) + ": " +
         std::generic_category().message(errno);
}

}  // namespace

int main(int argc, char** argv) {
  const raw_send::ClientOptions options = raw_send::client_options("raw_client", argc, argv);

  const int server = socket(AF_INET, SOCK_STREAM, 0);
  const auto* address = reinterpret_cast<const sockaddr*>(&options.address);
  if (server < 0 || connect(server, address, sizeof options.address) != 0) {
    say(failed("connect", options.address) + " (is raw_server running there?)");
    return shortread::not_ready;
  }

  std::vector<std::byte> room(options.recv_bytes);
  std::uint64_t total = 0;
  shortread::PrintableStream text;
  for (;;) {
    const ssize_t received = recv(server, room.data(), room.size(), 0);
    if (received < 0 && errno == EINTR) continue;  // a signal, not the network
    if (received < 0) {
      say(failed("recv", options.address) + ", after " + std::to_string(total) + " bytes");
      return shortread::falls_short;
    }
    if (received == 0) break;  // the server has closed: this, and only this, is the end

    const shortread::ByteView piece{room.data(), static_cast<std::size_t>(received)};
    total += piece.size();
    if (options.shows_reads) {
      say("recv asked for " + std::to_string(room.size()) + ", got " +
          std::to_string(piece.size()));
    }
    if (!options.counts_only) shortread::print(text.add(piece));
  }
  close(server);

  if (options.counts_only) shortread::print_line(std::to_string(total) + " bytes");
  else if (total > 0) shortread::print_line(text.finish());
  return shortread::holds;
}
