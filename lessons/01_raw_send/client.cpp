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
  const std::string why = std::generic_category().message(errno);
  return call + (" " + raw_send::to_string(address)) + ": " + why;
}

// What has come is printed while more comes; nothing of it is kept.
struct Output {
  const raw_send::ClientOptions& options;
  std::uint64_t total = 0;
  shortread::PrintableStream text{};

  void add(shortread::ByteView piece) {
    total += piece.size();
    if (options.shows_reads) {
      say("recv asked for " + std::to_string(options.recv_bytes) + ", got " +
          std::to_string(piece.size()));
    }
    if (!options.counts_only) shortread::print(text.add(piece));
  }

  void finish() {
    if (options.counts_only) shortread::print_line(std::to_string(total) + " bytes");
    else if (total > 0) shortread::print_line(text.finish());
  }
};

// Was the end an end? The server's close is one, and only that; a reset is not.
bool receive_until_closed(int server, Output& output) {
  std::vector<std::byte> room(output.options.recv_bytes);
  for (;;) {
    const ssize_t received = recv(server, room.data(), room.size(), 0);
    if (received < 0 && errno == EINTR) continue;  // a signal, not the network
    if (received < 0) return false;                // an error: more may have been on its way
    if (received == 0) return true;                // the server has closed
    output.add({room.data(), static_cast<std::size_t>(received)});
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = raw_send::client_options("raw_client", argc, argv);

  const int server = socket(AF_INET, SOCK_STREAM, 0);  // a stream over IPv4: TCP
  const auto* address = reinterpret_cast<const sockaddr*>(&options.address);
  if (server < 0 || connect(server, address, sizeof options.address) != 0) {
    say(failed("connect", options.address) + " (is raw_server running there?)");
    return shortread::not_ready;
  }

  Output output{options};
  const bool is_whole = receive_until_closed(server, output);
  if (!is_whole) {
    say(failed("recv", options.address) + ", after " + std::to_string(output.total) + " bytes");
  }
  output.finish();
  close(server);
  return is_whole ? shortread::holds : shortread::falls_short;
}
