// The ten lines of README.md: prints every frame that a server at argv[1] sends.

#include <iostream>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/printable.hpp>
#include <shortread/net/stream.hpp>

int main(int, char** argv) {
  using namespace shortread;
  const auto server = connect_to(parse_endpoint(argv[1]).value());
  if (!server) return std::cerr << describe(server.error()) << '\n', 1;

  FrameDecoder decoder{FrameLimit{64 * KiB}};
  Bytes room(4 * KiB);
  for (auto piece = receive_some(*server, room); piece && !piece->empty();
       piece = receive_some(*server, room)) {
    decoder.feed(*piece);
    for (auto step = decoder.next_frame(); step && *step; step = decoder.next_frame())
      std::cout << printable(**step) << '\n';
  }
  if (const auto end = decoder.end_of_stream(); !end) std::cerr << describe(end.error()) << '\n';
}
