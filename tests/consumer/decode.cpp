// An engineer's first try: the frame decoder alone, without a socket.

#include <iostream>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/printable.hpp>

int main() {
  shortread::FrameDecoder decoder;
  for (const char* piece : {"5      ", "   he", "llo2         ok-5"}) {
    decoder.feed(shortread::bytes_of(piece));
    auto step = decoder.next_frame();
    for (; step && *step; step = decoder.next_frame())
      std::cout << shortread::printable(**step) << '\n';
    if (!step) std::cout << describe(step.error()) << '\n';
  }
}
