// The hub on real sockets: one thread, one loop, whichever poller. It moves bytes and closes; what
// anybody gets is the hub's decision.
//
// A turn: who is ready; of each one recv; then what everybody is owed, in as few sends as it lies
// in pieces. So a turn with a thousand messages costs a client one send, not a thousand.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <shortread/chat/hub.hpp>
#include <shortread/net/poller.hpp>
#include <shortread/net/system_error.hpp>
#include <shortread/net/tcp.hpp>

namespace shortread {

struct ChatServiceOptions {
  chat::HubLimits limits;
  std::chrono::milliseconds grace{2000};  ///< how long the end may wait for what is owed
};

/// Not thread-safe.
class ChatService {
 public:
  /// What happened, and to whom; of a trouble of the server's own, `peer` is the listener.
  using Report = std::function<void(const chat::Event& event, const Endpoint& peer)>;

  ChatService(Listener listener, std::unique_ptr<Poller> poller, ChatServiceOptions options,
              Report report);
  ~ChatService();
  ChatService(const ChatService&) = delete;
  ChatService& operator=(const ChatService&) = delete;

  /// Serves until `stop` is readable, then delivers what is owed, as long as the grace lasts. The
  /// error is the poller's or the listener's: nothing a client does ends it.
  [[nodiscard]] std::expected<void, SystemError> run(int stop);

 private:
  struct Peer;
  using Time = chat::Time;

  [[nodiscard]] std::optional<SystemError> begin(int stop);
  [[nodiscard]] std::optional<Time> patience() const;
  void attend(const Ready& ready);
  void accept_all();
  void rest_from_accepting(const SystemError& why);
  void greet(Connection connection);
  void refuse_unwatched(Connection connection);
  void receive(Peer& peer);
  void heard(Peer& peer, ByteView bytes);
  void discard(Peer& peer, std::size_t bytes);
  void flush_all();
  void flush(Peer& peer);
  void see_off(Peer& peer);
  void begin_to_close(Peer& peer);
  void lose(Peer& peer, const std::string& why);
  void close_overdue();
  void tell_events();
  void forget_gone();
  void begin_to_stop();
  void tell_trouble(const std::string& why);

  Listener listener_;
  std::unique_ptr<Poller> poller_;
  ChatServiceOptions options_;
  Report report_;
  chat::Hub hub_;
  Bytes room_;                                            // for one recv: large, and one for all
  std::unordered_map<int, std::unique_ptr<Peer>> peers_;  // by descriptor
  std::unordered_map<chat::ClientId, int> descriptors_;   // as long as the peer
  struct Closing {
    Time when;
    int fd;
    chat::ClientId id;  // the number may be another's by then
  };
  std::deque<Closing> closing_;  // all wait equally long, so the first to come is the first due
  std::vector<int> gone_;        // to be erased at the end of the turn
  Time now_{};
  bool anybody_may_be_owed_ = false;
  bool is_accepting_ = false;
  std::optional<Time> accepts_again_;
  std::optional<Time> stops_;
  int stop_ = -1;
};

}  // namespace shortread
