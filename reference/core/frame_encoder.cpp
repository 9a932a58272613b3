#include <shortread/core/frame_encoder.hpp>

#include <shortread/core/length_header.hpp>

namespace shortread {

void append_frame(Bytes& out, ByteView payload) {
  const Header header = format_length_header(payload.size());
  out.insert(out.end(), header.begin(), header.end());
  out.insert(out.end(), payload.begin(), payload.end());
}

Bytes encode_frame(ByteView payload) {
  Bytes frame;
  frame.reserve(header_bytes + payload.size());
  append_frame(frame, payload);
  return frame;
}

}  // namespace shortread
