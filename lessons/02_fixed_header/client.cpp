// Lesson 2, the client: prints each message that the server sends, however the network cuts them.

#include <string>
#include <vector>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/printable.hpp>
#include <shortread/net/stream.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "options.hpp"

namespace {

using namespace shortread;  // a lesson's program speaks the library's language

void say(const std::string& what) { complain("header_client", what); }

void show_read(ByteView piece) {
  say("recv " + std::to_string(piece.size()) + " |" + printable(piece) + "|");
}

// Prints every message that is complete; says whether the peer has kept to the rules so far.
std::expected<void, FrameError> print_messages(FrameDecoder& decoder) {
  for (;;) {
    const auto frame = decoder.next_frame();
    if (!frame) return std::unexpected(frame.error());
    if (!*frame) return {};  // feed it more
    print_line(printable(**frame));
  }
}

int refuse(const FrameError& error) {
  say(describe(error));
  return falls_short;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = fixed_header::client_options("header_client", argc, argv);
  const auto server = connect_to(options.endpoint);
  if (!server) {
    say(describe(server.error()) + " (is header_server running there?)");
    return not_ready;
  }

  FrameDecoder decoder{options.limit};
  Bytes room(options.recv_bytes);
  for (;;) {
    const auto piece = receive_some(*server, room);
    if (!piece) {
      say(describe(piece.error()));
      return falls_short;
    }
    if (piece->empty()) break;  // the server has closed
    if (options.shows_reads) show_read(*piece);
    decoder.feed(*piece);
    if (const auto kept = print_messages(decoder); !kept) return refuse(kept.error());
  }
  if (const auto ended = decoder.end_of_stream(); !ended) return refuse(ended.error());
  return holds;
}
