// The reference, held to lesson 1's requirements: what the library makes of a descriptor.
#include <tuple>

#include <shortread/net/stream.hpp>

#include <lessons/01_raw_send/requirements.hpp>

namespace raw_send {
namespace {

// The descriptor stays the caller's.
struct Borrowed {
  explicit Borrowed(int peer) : connection{.descriptor = shortread::Descriptor{peer}, .peer = {}} {}
  ~Borrowed() { std::ignore = connection.descriptor.release(); }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;

  shortread::Connection connection;
};

}  // namespace

bool send_everything(int peer, std::string_view bytes) {
  const Borrowed borrowed{peer};
  return shortread::send_all(borrowed.connection, shortread::bytes_of(bytes)).has_value();
}

Received receive_until_closed(int peer) {
  const Borrowed borrowed{peer};
  Received all;
  shortread::Bytes room(4096);
  for (;;) {
    const auto piece = shortread::receive_some(borrowed.connection, room);
    if (!piece) return all;
    if (piece->empty()) break;
    all.bytes += shortread::text_of(*piece);
  }
  all.is_whole = true;
  return all;
}

}  // namespace raw_send
