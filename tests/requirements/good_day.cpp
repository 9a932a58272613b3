#include <tests/requirements/good_day.hpp>

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include <shortread/net/stream.hpp>
#include <tests/requirements/chat_select/part.hpp>
#include <tests/requirements/fixed_header/part.hpp>
#include <tests/requirements/fuzz_it/checks.hpp>
#include <tests/requirements/module.hpp>
#include <tests/requirements/raw_send/part.hpp>
#include <tests/support/child_process.hpp>

namespace requirements {
namespace {

using shortread::testing::ChildProcess;

using Lack = std::optional<std::string>;

const std::string text = "Welcome to the server!";

shortread::Connection connection_to(ChildProcess& server) {
  const auto endpoint = shortread::parse_endpoint(shortread::testing::listening_address(server));
  auto connection = shortread::connect_to(endpoint.value());
  return std::move(connection.value());
}

// The lesson's client gets what `send` sends, and prints it.
template <class Send>
Lack sending(const std::string& client_program, Send send) {
  const auto listener = shortread::listen_on({.host = "127.0.0.1", .port = 0});
  ChildProcess client{shortread::testing::program(client_program),
                      {"--port", std::to_string(listener->local.port)}};
  {
    const auto connection = shortread::accept_one(*listener);
    send(connection->descriptor.number());
  }
  if (client.exit_code() != 0) return client_program + " complains: " + client.errors();
  if (client.output() == text + "\n") return std::nullopt;
  return client_program + " prints: " + client.output();
}

Lack raw_sending(const RawSendPart& part) {
  return sending("raw_client", [&](int peer) { part.send_everything(peer, text); });
}

Lack raw_receiving(const RawSendPart& part) {
  ChildProcess server{shortread::testing::program("raw_server"), {"--port", "0"}};
  const auto connection = connection_to(server);
  const auto received = part.receive_until_closed(connection.descriptor.number());
  if (received.bytes == text) return std::nullopt;
  return "of raw_server's text it gets: " + received.bytes;
}

Lack frame_sending(const FixedHeaderPart& part) {
  return sending("header_client", [&](int peer) {
    const std::string frame = part.encode_frame(text);
    shortread::Connection connection{.descriptor = shortread::Descriptor{peer}, .peer = {}};
    std::ignore = shortread::send_all(connection, shortread::bytes_of(frame));
    std::ignore = connection.descriptor.release();
  });
}

// Two messages, far enough apart, then the end; some never notice it, so nobody waits for that.
Lack frame_receiving(const FixedHeaderPart& part) {
  struct Enough {};
  ChildProcess server{shortread::testing::program("header_server"),
                      {"--port", "0", "--every", "0.2", "--count", "2"}};
  const auto connection = connection_to(server);
  std::vector<std::string> shown;
  try {
    part.receive_frames(connection.descriptor.number(), shortread::MiB, [&](std::string_view one) {
      shown.emplace_back(one);
      if (shown.size() == 2) throw Enough{};
    });
  } catch (const Enough&) {
  }
  const bool is_good =
      shown.size() == 2 && shown[0] == text && shown[1].starts_with("The time is ");
  if (is_good) return std::nullopt;
  return "of header_server's two messages it shows " + std::to_string(shown.size());
}

// A room of two on a good day: whoever is ready is received from, and gets what is pending.
class SmallServer {
 public:
  explicit SmallServer(const ChatSelectPart& part)
      : hub_{part.open_hub({})},
        listener_{*shortread::listen_on({.host = "127.0.0.1", .port = 0})} {}

  [[nodiscard]] std::string port() const { return std::to_string(listener_.local.port); }

  template <class Done>
  bool serve_until(Done done) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!done() && std::chrono::steady_clock::now() < give_up) turn();
    return done();
  }

 private:
  void turn() {
    std::vector<pollfd> watched{
        {.fd = listener_.descriptor.number(), .events = POLLIN, .revents = 0}};
    for (const auto& guest : guests_) {
      watched.push_back({.fd = guest.descriptor.number(), .events = POLLIN, .revents = 0});
    }
    ::poll(watched.data(), watched.size(), 10);
    for (std::size_t i = 1; i < watched.size(); ++i) {
      if (watched[i].revents != 0) receive(watched[i].fd);
    }
    if (watched[0].revents != 0) welcome();
    for (const auto& guest : guests_) send(guest);
  }

  void welcome() {
    guests_.push_back(*shortread::accept_one(listener_));
    hub_->connect(guests_.back().descriptor.number(), {});
  }

  void receive(int fd) {
    const auto guest =
        std::ranges::find(guests_, fd, [](const auto& one) { return one.descriptor.number(); });
    const auto piece = shortread::receive_some(*guest, room_);
    if (piece && !piece->empty()) return hub_->receive(fd, shortread::text_of(*piece));
    hub_->disconnect(fd);
    guests_.erase(guest);
  }

  void send(const shortread::Connection& guest) {
    const int fd = guest.descriptor.number();
    const std::string pending{hub_->pending(fd)};
    if (!pending.empty() && shortread::send_all(guest, shortread::bytes_of(pending)))
      hub_->sent(fd, pending.size());
  }

  std::unique_ptr<OpenHub> hub_;
  shortread::Listener listener_;
  std::vector<shortread::Connection> guests_;
  shortread::Bytes room_ = shortread::Bytes(4096);
};

// Real clients: what ann says, bob hears. He may come a moment later than she.
Lack chatting(const ChatSelectPart& part) {
  SmallServer server{part};
  ChildProcess bob{shortread::testing::program("chat_client"),
                   {"--port", server.port(), "--name", "bob"}};
  ChildProcess ann{shortread::testing::program("chat_client"),
                   {"--port", server.port(), "--name", "ann"}};
  const bool is_heard = server.serve_until([&] {
    ann.write_input("hello\n");
    return bob.prints("ann > hello\n", std::chrono::milliseconds{20});
  });
  if (is_heard) return std::nullopt;
  return "of what ann says bob hears: " + bob.output();
}

Lack lack_of(const std::string& lesson, const void* part) {
  if (lesson == "raw_send") {
    const auto& raw = *static_cast<const RawSendPart*>(part);
    if (auto lack = raw_sending(raw)) return lack;
    return raw_receiving(raw);
  }
  if (lesson == "chat_select") return chatting(*static_cast<const ChatSelectPart*>(part));
  if (lesson == "fuzz_it") {
    return fuzz_it_checks::what_a_good_day_lacks(*static_cast<const FuzzItPart*>(part));
  }
  const auto& framed = *static_cast<const FixedHeaderPart*>(part);
  if (auto lack = frame_sending(framed)) return lack;
  return frame_receiving(framed);
}

}  // namespace

Lack what_a_good_day_lacks(const std::string& lesson, const std::string& module, int tries) {
  const auto part = load_module(module);
  if (!part) return part.error();
  Lack lack;
  for (int day = 0; day < tries; ++day) {
    lack = lack_of(lesson, *part);
    if (!lack) break;
  }
  return lack;
}

}  // namespace requirements
