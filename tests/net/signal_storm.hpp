// Signals that hit one thread again and again, and interrupt whatever call it waits in.
#pragma once

#include <pthread.h>
#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

namespace shortread::tests {

/// Hits the thread that made it, as long as it lives. One at a time.
class SignalStorm {
 public:
  SignalStorm() {
    hits_ = 0;
    struct sigaction action{};  // without SA_RESTART: the kernel repeats nothing by itself
    action.sa_handler = [](int) { ++hits_; };
    ::sigaction(SIGUSR1, &action, &before_);
    thread_ = std::jthread{[target = ::pthread_self()](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        ::pthread_kill(target, SIGUSR1);
        std::this_thread::sleep_for(std::chrono::microseconds{500});
      }
    }};
  }
  ~SignalStorm() {
    thread_.request_stop();
    thread_.join();
    ::sigaction(SIGUSR1, &before_, nullptr);
  }
  SignalStorm(const SignalStorm&) = delete;
  SignalStorm& operator=(const SignalStorm&) = delete;

  /// Returns when the thread has been hit so many times more: for others, while that thread waits.
  static void wait_for_hits(int more) {
    for (const int enough = hits_ + more; hits_ < enough;) {
      std::this_thread::sleep_for(std::chrono::microseconds{200});
    }
  }

 private:
  static inline std::atomic<int> hits_ = 0;
  struct sigaction before_{};
  std::jthread thread_;
};

}  // namespace shortread::tests
