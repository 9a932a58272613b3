#include <shortread/core/frame_error.hpp>

#include <utility>

#include <shortread/core/printable.hpp>

namespace shortread {
namespace {

std::string quoted(std::byte byte) { return "'" + printable(ByteView{&byte, 1}) + "'"; }

std::string counted_bytes(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

}  // namespace

std::string describe(const FrameError& error) {
  const std::string at = " at byte " + std::to_string(error.offset);
  switch (error.kind) {
    case FrameErrorKind::malformed_header:
      return "malformed header" + at + ": " + quoted(error.wrong_byte) +
             " (a length is digits, then spaces, ten bytes in all)";
    case FrameErrorKind::over_limit:
      return "frame over the limit" + at + ": " + counted_bytes(error.announced) + " announced, " +
             counted_bytes(error.limit) + " allowed";
    case FrameErrorKind::closed_inside_frame:
      return "closed inside a frame" + at + ": " + counted_bytes(error.missing) + " missing";
  }
  std::unreachable();
}

}  // namespace shortread
