// One direction of one connection: receives, shows, does what the plan says, passes on.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include <shortread/net/stream.hpp>

#include "event.hpp"
#include "faults.hpp"
#include "frame_view.hpp"
#include "pcap_file.hpp"

namespace faultproxy {

/// What the two lanes of a connection share. It outlives both.
struct Crossing {
  std::uint64_t number;
  shortread::Connection client;
  shortread::Connection server;
  std::chrono::milliseconds delay;
  std::function<void(const Event&)> show;
  PcapFile* pcap;                                  ///< none: no capture
  std::atomic<std::uint64_t> passed_to_client{0};  ///< bytes, also the capture's numbers
  std::atomic<std::uint64_t> passed_to_server{0};
  std::atomic<bool> is_reset{false};
};

class Lane {
 public:
  Lane(Crossing& crossing, Direction direction, const Faults& faults);

  /// Until the sender closes, either side fails or a fault ends the connection. An end is passed on
  /// as a half-close: the other direction goes on. A reset is passed on as a reset, to both.
  void run();

 private:
  using Ending = std::string;  // why the lane is over; empty: it goes on

  Ending pass_on(std::span<std::byte> received);
  Ending send_piece(shortread::ByteView piece, bool another_follows);
  Ending reset_both(const Ending& why);
  Ending discard_rest();
  std::expected<std::span<std::byte>, shortread::SystemError> receive();
  std::expected<void, shortread::SystemError> send(shortread::ByteView bytes);
  void show_received(shortread::ByteView bytes);
  Gap wait_until_read();
  void end(const Ending& why);
  void capture(shortread::ByteView bytes, Segment::Flag flag);
  void show(std::variant<Opened, Received, Damaged, Passed, Ended> what);

  Crossing& crossing_;
  Direction direction_;
  Faults faults_;
  FaultPlan plan_;
  FrameView view_;
  shortread::Connection& from_;
  shortread::Connection& to_;
  std::atomic<std::uint64_t>& passed_;
  std::atomic<std::uint64_t>& passed_back_;
  std::uint64_t received_ = 0;
  shortread::Bytes room_;
  std::optional<shortread::SystemError> failed_;  // met after bytes that are to be passed on first
};

}  // namespace faultproxy
