#include "lane.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <thread>

#include <shortread/net/receive_queue.hpp>
#include <shortread/net/system_call.hpp>

namespace faultproxy {

using shortread::ByteView;
using shortread::KiB;
using shortread::MiB;
using shortread::SystemError;

namespace {

constexpr std::size_t recv_bytes = 64 * KiB;
constexpr std::size_t joined_bytes_max = 1 * MiB;

// A stream's number for its random pieces: two streams a connection.
std::uint64_t stream_number(std::uint64_t connection, Direction direction) {
  return 2 * connection + (direction == Direction::client_to_server ? 1 : 0);
}

}  // namespace

Lane::Lane(Crossing& crossing, Direction direction, const Faults& faults)
    : crossing_{crossing},
      direction_{direction},
      faults_{faults},
      plan_{faults, stream_number(crossing.number, direction)},
      from_{direction == Direction::server_to_client ? crossing.server : crossing.client},
      to_{direction == Direction::server_to_client ? crossing.client : crossing.server},
      passed_{direction == Direction::server_to_client ? crossing.passed_to_client
                                                       : crossing.passed_to_server},
      passed_back_{direction == Direction::server_to_client ? crossing.passed_to_server
                                                            : crossing.passed_to_client},
      room_(faults.joins ? joined_bytes_max : recv_bytes) {}

void Lane::run() {
  if (plan_.wants_reset()) return end(reset_both("reset by --reset-after"));  // after 0 bytes
  for (;;) {
    const auto received = receive();
    if (crossing_.is_reset) return;  // the other lane has said why
    if (!received) return end(reset_both(describe(received.error())));
    if (received->empty()) return end("closed");
    if (const Ending why = pass_on(*received); !why.empty()) return end(why);
  }
}

// What one recv gave; with --join, what came until the sender paused or the room was full.
std::expected<std::span<std::byte>, SystemError> Lane::receive() {
  if (failed_) return std::unexpected(*failed_);
  std::size_t filled = 0;
  do {
    const auto free = std::span{room_}.subspan(filled, std::min(recv_bytes, room_.size() - filled));
    const auto piece = receive_some(from_, free);
    if (!piece && filled == 0) return std::unexpected(piece.error());
    if (!piece) failed_ = piece.error();  // the system tells it once; a second recv reads an end
    if (!piece || piece->empty()) break;  // what was gathered first; the end is met again
    show_received(*piece);
    filled += piece->size();
  } while (faults_.joins && filled < room_.size() &&
           wait_for_bytes(from_, crossing_.delay).value_or(false));
  return std::span{room_}.first(filled);
}

Lane::Ending Lane::pass_on(std::span<std::byte> received) {
  const std::uint64_t begin = passed_;
  if (const auto at = plan_.damage(received)) {
    show(Damaged{begin + *at, received[*at] ^ damaging_bit, received[*at]});
  }
  for (ByteView rest = received; !rest.empty();) {
    const ByteView piece = rest.first(plan_.next_piece(rest.size()));
    rest = rest.subspan(piece.size());
    const bool is_cut = faults_.piece_bytes > 0 || faults_.has_random_pieces;
    if (const Ending why = send_piece(piece, is_cut || plan_.wants_reset()); !why.empty())
      return why;
    if (plan_.wants_reset()) return reset_both("reset by --reset-after");
    if (plan_.wants_half_close()) return discard_rest();
  }
  return {};
}

Lane::Ending Lane::send_piece(ByteView piece, bool must_arrive_alone) {
  const std::uint64_t offset = passed_;
  if (const auto sent = send(piece); !sent) return describe(sent.error());
  if (crossing_.is_reset) return "reset";
  capture(piece, Segment::Flag::data);
  passed_ += piece.size();
  show(Passed{offset, piece.size(), must_arrive_alone ? wait_until_read() : Gap::none});
  return {};
}

// Not send_all(): a receiver that does not read must not keep the other lane's reset waiting.
std::expected<void, SystemError> Lane::send(ByteView bytes) {
  while (!bytes.empty() && !crossing_.is_reset) {
    const int fd = to_.descriptor.number();
    const auto sent = shortread::retry_interrupted("send", to_.peer, [&] {
      return ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    });
    if (sent) {
      bytes = bytes.subspan(static_cast<std::size_t>(*sent));
    } else if (sent.error().code == std::errc::operation_would_block) {
      pollfd room{.fd = fd, .events = POLLOUT, .revents = 0};
      ::poll(&room, 1, 50);
    } else {
      return std::unexpected(sent.error());
    }
  }
  return {};
}

// A cut must reach the receiver. Bytes written in pieces wait together in its queue, and one recv
// takes them all: so the next piece is written when the receiver has read this one.
Gap Lane::wait_until_read() {
  const auto give_up = std::chrono::steady_clock::now() + crossing_.delay;
  for (;;) {
    const auto unread = bytes_unread_by_peer(to_);
    if (!unread) {
      std::this_thread::sleep_for(crossing_.delay);
      return Gap::not_this_host;
    }
    if (*unread == 0) return Gap::all_read;
    if (std::chrono::steady_clock::now() >= give_up || crossing_.is_reset) return Gap::not_read;
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
}

Lane::Ending Lane::reset_both(const Ending& why) {
  capture({}, Segment::Flag::reset);
  crossing_.is_reset = true;  // the connections are closed, with a reset, when both lanes are over
  stop_receiving(crossing_.client);
  stop_receiving(crossing_.server);
  return why;
}

// The receiver has its end; the sender must not be stopped by a full queue that nobody empties.
Lane::Ending Lane::discard_rest() {
  finish_sending(to_);
  for (auto piece = receive(); piece && !piece->empty(); piece = receive()) {
  }
  return crossing_.is_reset ? "reset" : "ended by --half-close; what came after it was dropped";
}

void Lane::end(const Ending& why) {
  show(Ended{why});
  if (crossing_.is_reset) return;
  capture({}, Segment::Flag::end);
  finish_sending(to_);
}

void Lane::show_received(ByteView bytes) {
  auto parts = view_.read(bytes);
  show(Received{received_, bytes, std::move(parts), view_.state()});
  received_ += bytes.size();
}

void Lane::capture(ByteView bytes, Segment::Flag flag) {
  if (crossing_.pcap == nullptr) return;
  const auto client = crossing_.client.peer;
  const auto server = local_endpoint(crossing_.client);
  const bool is_from_server = direction_ == Direction::server_to_client;
  crossing_.pcap->write({.from = is_from_server ? server : client,
                         .to = is_from_server ? client : server,
                         .offset = passed_,
                         .acknowledged = passed_back_,
                         .bytes = bytes,
                         .flag = flag});
}

void Lane::show(std::variant<Opened, Received, Damaged, Passed, Ended> what) {
  crossing_.show({crossing_.number, direction_, std::move(what)});
}

}  // namespace faultproxy
