#include "scripted_peer.hpp"

#include <stdexcept>

#include <shortread/net/receive_queue.hpp>
#include <shortread/net/stream.hpp>

namespace course {
namespace {

using namespace std::chrono_literals;

shortread::Listener on_a_free_port() {
  auto listener = shortread::listen_on({"127.0.0.1", 0});
  if (!listener) throw std::runtime_error{describe(listener.error())};
  return std::move(*listener);
}

}  // namespace

ScriptedPeer::ScriptedPeer(std::vector<std::string> pieces, Then then)
    : pieces_{std::move(pieces)},
      then_{then},
      listener_{on_a_free_port()},
      thread_{[this] { play(); }} {}

ScriptedPeer::~ScriptedPeer() {
  is_over_ = true;
  // The thread may still wait for a client that never came: this one ends its wait.
  [[maybe_unused]] const auto one_that_came = shortread::connect_to(listener_.local);
  thread_.join();
}

void ScriptedPeer::play() {
  auto client = shortread::accept_one(listener_);
  if (!client) return;
  for (const std::string& piece : pieces_) {
    if (!shortread::send_all(*client, shortread::bytes_of(piece))) return;
    wait_until_read(*client);
  }
  if (then_ == Then::closes) client->descriptor.close();
  has_played_ = true;
  if (then_ == Then::closes) return;
  while (!is_over_ && !wait_for_bytes(*client, 50ms).value_or(true)) {
  }
}

void ScriptedPeer::wait_until_read(const shortread::Connection& client) const {
  while (!is_over_ && shortread::bytes_unread_by_peer(client).value_or(0) > 0) {
    std::this_thread::sleep_for(1ms);
  }
}

}  // namespace course
