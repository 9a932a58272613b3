#include <shortread/net/serve.hpp>

#include <chrono>
#include <system_error>
#include <thread>

namespace shortread {
namespace {

// accept() also passes on what happened to the connection itself (accept(2), "Error handling"), and
// says when the machine is full; neither is the listener's end.
bool is_listener_broken(const std::error_code& code) {
  return code == std::errc::bad_file_descriptor || code == std::errc::invalid_argument ||
         code == std::errc::not_a_socket || code == std::errc::operation_not_supported;
}

void wait_a_little() { std::this_thread::sleep_for(std::chrono::milliseconds{100}); }

}  // namespace

SystemError serve_each(const Listener& listener, std::function<void(Connection)> serve,
                       std::function<void(std::string_view)> report) {
  for (;;) {
    auto peer = accept_one(listener);
    if (!peer) {
      if (is_listener_broken(peer.error().code)) return peer.error();
      report(describe(peer.error()));
      wait_a_little();
      continue;
    }
    try {
      std::thread{serve, std::move(*peer)}.detach();
    } catch (const std::system_error& error) {  // no thread to be had: this client is refused
      report(error.what());
      wait_a_little();
    }
  }
}

}  // namespace shortread
