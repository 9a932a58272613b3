// A payload becomes a frame: its length header, then its bytes as they are.
#pragma once

#include <shortread/core/bytes.hpp>

namespace shortread {

/// Appends one frame to `out`. Requires: payload.size() <= payload_bytes_max.
void append_frame(Bytes& out, ByteView payload);

/// One frame as a buffer of its own. Requires: payload.size() <= payload_bytes_max.
[[nodiscard]] Bytes encode_frame(ByteView payload);

}  // namespace shortread
