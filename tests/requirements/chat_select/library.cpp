// What a learner's hub may call of the library has to stand in the program that loads it: of an
// archive a linker takes only what somebody asks for, and a module asks when all is linked.
#include <tuple>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/frame_encoder.hpp>
#include <shortread/core/frame_error.hpp>
#include <shortread/core/printable.hpp>

namespace requirements::chat_select_library {

[[gnu::used]] void ask_for_it() {
  shortread::FrameDecoder decoder;
  decoder.feed({});
  std::ignore = decoder.next_frame();
  std::ignore = decoder.bytes_missing();
  const auto end = decoder.end_of_stream();
  if (!end) std::ignore = describe(end.error());
  std::ignore = shortread::encode_frame({});
  std::ignore = shortread::printable(shortread::ByteView{});
}

}  // namespace requirements::chat_select_library
