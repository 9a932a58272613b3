#include <sys/select.h>
#include <algorithm>
#include <vector>

#include <shortread/net/poller.hpp>

namespace shortread {
namespace {

class SelectPoller final : public Poller {
 public:
  SelectPoller() {
    FD_ZERO(&reading_);
    FD_ZERO(&writing_);
  }

  // FD_SET beyond the set's end writes to whatever lies there: the memory of somebody else.
  bool watch(int fd) override {
    if (fd < 0 || fd >= FD_SETSIZE) return false;
    FD_SET(fd, &reading_);
    highest_ = std::max(highest_, fd);
    return true;
  }

  void want(int fd, bool reading, bool writing) override {
    set(fd, reading, reading_);
    set(fd, writing, writing_);
  }

  void forget(int fd) override {
    want(fd, false, false);
    while (highest_ >= 0 && !FD_ISSET(highest_, &reading_) && !FD_ISSET(highest_, &writing_)) {
      --highest_;
    }
  }

  // select() leaves only the ready ones in its sets, so it gets copies.
  std::expected<std::span<const Ready>, SystemError> wait(
      std::optional<std::chrono::milliseconds> patience) override {
    fd_set readable = reading_;
    fd_set writable = writing_;
    timeval time{};
    if (patience) time = time_of(*patience);
    ready_.clear();
    const int count =
        ::select(highest_ + 1, &readable, &writable, nullptr, patience ? &time : nullptr);
    if (count < 0 && errno == EINTR) return ready_;
    if (count < 0) return std::unexpected(last_error("select", {}));
    for (int fd = 0; fd <= highest_; ++fd) {
      const Ready one{.fd = fd,
                      .readable = FD_ISSET(fd, &readable) != 0,
                      .writable = FD_ISSET(fd, &writable) != 0};
      if (one.readable || one.writable) ready_.push_back(one);
    }
    return ready_;
  }

 private:
  static void set(int fd, bool is_in, fd_set& fds) {
    if (is_in) FD_SET(fd, &fds);
    else FD_CLR(fd, &fds);
  }

  static timeval time_of(std::chrono::milliseconds patience) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(patience);
    return {.tv_sec = whole.count(),
            .tv_usec = std::chrono::microseconds{patience - whole}.count()};
  }

  fd_set reading_;
  fd_set writing_;
  int highest_ = -1;
  std::vector<Ready> ready_;
};

}  // namespace

std::unique_ptr<Poller> make_select_poller() { return std::make_unique<SelectPoller>(); }

}  // namespace shortread
