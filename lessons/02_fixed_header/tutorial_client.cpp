// Lesson 2, the tutorial's client: what client.cpp replaces.

#include <string>

#include <shortread/core/printable.hpp>
#include <shortread/net/stream.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"
#include "tutorial.hpp"

int main(int argc, char** argv) {
  using namespace shortread;
  const auto options = fixed_header::client_options("tutorial_header_client", argc, argv);
  const auto server = connect_to(options.endpoint);
  if (!server) return not_ready;

  fixed_header::tutorial::MessageReader reader;
  Bytes room(options.recv_bytes);
  while (true) {
    const auto piece = receive_some(*server, room);
    if (!piece) return falls_short;
    if (options.shows_reads) {
      complain("tutorial_header_client",
               "recv " + std::to_string(piece->size()) + " |" + printable(*piece) + "|");
    }
    if (const auto message = reader.take(text_of(*piece))) {
      print_line(printable(bytes_of(*message)));
    }
  }
}
