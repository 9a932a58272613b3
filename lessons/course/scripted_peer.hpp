// A server that says what no real one would: pieces, each sent when the one before was read.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <shortread/net/tcp.hpp>

namespace course {

/// Serves one client: the pieces, then the connection stays open until the client leaves or, where
/// the script says so, closes. Ends with its destructor.
class ScriptedPeer {
 public:
  enum class Then { closes, waits };

  ScriptedPeer(std::vector<std::string> pieces, Then then);
  ~ScriptedPeer();
  ScriptedPeer(const ScriptedPeer&) = delete;
  ScriptedPeer& operator=(const ScriptedPeer&) = delete;

  /// Has the client read all pieces (and been left, where the script says so)?
  [[nodiscard]] bool has_played() const { return has_played_; }

  [[nodiscard]] std::string port() const { return std::to_string(listener_.local.port); }

 private:
  void play();
  void wait_until_read(const shortread::Connection& client) const;

  std::vector<std::string> pieces_;
  Then then_;
  shortread::Listener listener_;
  std::atomic<bool> is_over_{false};
  std::atomic<bool> has_played_{false};
  std::thread thread_;
};

}  // namespace course
