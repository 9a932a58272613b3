// The reference, held to lesson 2's requirements: the library's encoder, decoder and receiving.
#include <tuple>

#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/frame_encoder.hpp>
#include <shortread/net/stream.hpp>

#include <lessons/02_fixed_header/requirements.hpp>

namespace fixed_header {

std::string encode_frame(std::string_view payload) {
  return std::string{shortread::text_of(shortread::encode_frame(shortread::bytes_of(payload)))};
}

class FrameReader {
 public:
  explicit FrameReader(std::uint64_t limit) : decoder_{shortread::FrameLimit{limit}} {}

  void feed(std::string_view piece) { decoder_.feed(shortread::bytes_of(piece)); }

  std::expected<std::optional<std::string>, FrameError> next_frame() {
    const auto step = decoder_.next_frame();
    if (!step) return std::unexpected(step.error());
    if (!*step) return std::nullopt;
    return std::string{shortread::text_of(**step)};
  }

  [[nodiscard]] std::expected<void, FrameError> end_of_stream() const {
    return decoder_.end_of_stream();
  }

 private:
  shortread::FrameDecoder decoder_;
};

Ending receive_frames(int server, std::uint64_t limit, const Show& show) {
  // The descriptor stays the caller's.
  struct Borrowed {
    ~Borrowed() { std::ignore = connection.descriptor.release(); }
    shortread::Connection connection;
  };
  const Borrowed borrowed{{.descriptor = shortread::Descriptor{server}, .peer = {}}};
  FrameReader reader{limit};
  shortread::Bytes room(4096);
  for (;;) {
    const auto piece = shortread::receive_some(borrowed.connection, room);
    if (!piece) return Ending::lost;
    if (piece->empty()) break;
    reader.feed(shortread::text_of(*piece));
    auto frame = reader.next_frame();
    for (; frame && *frame; frame = reader.next_frame()) show(**frame);
    if (!frame) return Ending::refused;
  }
  return reader.end_of_stream() ? Ending::closed : Ending::refused;
}

}  // namespace fixed_header
