// Lesson 1, the tutorial's client: what client.cpp replaces.

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <string>

#include <shortread/core/printable.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"
#include "tutorial.hpp"

int main(int argc, char** argv) {
  const auto options = raw_send::client_options("tutorial_raw_client", argc, argv);
  const int server = socket(AF_INET, SOCK_STREAM, 0);
  const auto* address = reinterpret_cast<const sockaddr*>(&options.address);
  if (server < 0 || connect(server, address, sizeof options.address) != 0)
    return shortread::not_ready;

  const std::string message = raw_send::tutorial::receive_message(server, options.recv_bytes);
  close(server);

  if (options.shows_reads) {
    shortread::complain("tutorial_raw_client", "recv asked for " +
                                                   std::to_string(options.recv_bytes) + ", got " +
                                                   std::to_string(message.size()));
  }
  if (options.counts_only) shortread::print_line(std::to_string(message.size()) + " bytes");
  else shortread::print_line(shortread::printable(shortread::bytes_of(message)));
}
