// A chat server in the manner of asio's well-known example: a queue of messages for each
// participant, one async_write of one message at a time. It speaks our frames.

#include <charconv>
#include <deque>
#include <iostream>
#include <memory>
#include <set>
#include <string>

#include <asio.hpp>

namespace {

using asio::ip::tcp;

constexpr std::size_t header_bytes = 10;
constexpr std::size_t payload_max = 1024 * 1024;

class Session;
using Room = std::set<std::shared_ptr<Session>>;

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Room& room) : socket_{std::move(socket)}, room_{room} {}

  void start() { read_header(); }

  void deliver(const std::string& message) {
    const bool is_writing = !queue_.empty();
    queue_.push_back(message);
    if (!is_writing) write();
  }

 private:
  void read_header() {
    frame_.resize(header_bytes);
    asio::async_read(socket_, asio::buffer(frame_),
                     [this, self = shared_from_this()](std::error_code error, std::size_t) {
                       if (!error && takes_header()) read_payload();
                       else leave();
                     });
  }

  bool takes_header() {
    std::size_t length = 0;
    const auto read = std::from_chars(frame_.data(), frame_.data() + frame_.size(), length);
    if (read.ec != std::errc{} || length > payload_max) return false;
    frame_.resize(header_bytes + length);
    return true;
  }

  void read_payload() {
    const auto payload = asio::buffer(frame_) + header_bytes;
    asio::async_read(socket_, payload,
                     [this, self = shared_from_this()](std::error_code error, std::size_t) {
                       if (error) return leave();
                       take_frame();
                       read_header();
                     });
  }

  void take_frame() {
    if (name_.empty()) {
      name_ = frame_;
      room_.insert(shared_from_this());
      return;
    }
    const std::string message = name_ + frame_;
    for (const auto& other : room_) {
      if (other.get() != this) other->deliver(message);
    }
  }

  void write() {
    asio::async_write(socket_, asio::buffer(queue_.front()),
                      [this, self = shared_from_this()](std::error_code error, std::size_t) {
                        if (error) return leave();
                        queue_.pop_front();
                        if (!queue_.empty()) write();
                      });
  }

  void leave() { room_.erase(shared_from_this()); }

  tcp::socket socket_;
  Room& room_;
  std::string name_;  // as the frame it came in
  std::string frame_;
  std::deque<std::string> queue_;
};

void accept(tcp::acceptor& acceptor, Room& room) {
  acceptor.async_accept([&](std::error_code error, tcp::socket socket) {
    if (!error) std::make_shared<Session>(std::move(socket), room)->start();
    accept(acceptor, room);
  });
}

}  // namespace

int main() {
  asio::io_context context;
  tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
  Room room;
  accept(acceptor, room);
  std::cout << "listening on " << acceptor.local_endpoint() << std::endl;
  context.run();
}
