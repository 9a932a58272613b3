// The tutorial's way, held to lesson 2's requirements.
#include <sys/socket.h>
#include <stdexcept>

#include <lessons/02_fixed_header/requirements.hpp>
#include <lessons/02_fixed_header/tutorial.hpp>

namespace fixed_header {

std::string encode_frame(std::string_view payload) { return tutorial::framed(payload); }

// The tutorial knows no limit, and no error but what int() throws.
class FrameReader {
 public:
  explicit FrameReader(std::uint64_t /*limit*/) {}

  void feed(std::string_view piece) { message_ = reader_.take(piece); }

  std::expected<std::optional<std::string>, FrameError> next_frame() {
    return std::exchange(message_, std::nullopt);
  }

  [[nodiscard]] std::expected<void, FrameError> end_of_stream() const { return {}; }

 private:
  tutorial::MessageReader reader_;
  std::optional<std::string> message_;
};

Ending receive_frames(int server, std::uint64_t /*limit*/, const Show& show) {
  tutorial::MessageReader reader;
  for (;;) {
    char room[16];
    const ssize_t received = recv(server, room, sizeof room, 0);
    if (received < 0) throw std::runtime_error{"ConnectionResetError"};
    const auto message = reader.take({room, static_cast<std::size_t>(received)});
    if (message) show(*message);
  }
}

}  // namespace fixed_header
