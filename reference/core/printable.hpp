// A peer's bytes made safe for a terminal.
#pragma once

#include <string>
#include <string_view>

#include <shortread/core/bytes.hpp>

namespace shortread {

/// Valid UTF-8 as it is; a backslash as `\\`; control characters (C0, C1, DEL), newlines, line and
/// paragraph separators, bidirectional overrides and every byte that is not UTF-8 as `\xNN`.
[[nodiscard]] std::string printable(ByteView bytes);

/// The same for a stream that arrives in pieces: a character cut by the network is printed whole.
class PrintableStream {
 public:
  /// What can be printed now: all but a character whose end has not come yet (3 bytes at most).
  [[nodiscard]] std::string add(ByteView piece);

  /// The rest, at the end of the stream.
  [[nodiscard]] std::string finish();

 private:
  Bytes cut_character_;
};

}  // namespace shortread
