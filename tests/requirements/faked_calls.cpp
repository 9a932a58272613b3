#include <tests/requirements/faked_calls.hpp>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>

#include <tests/requirements/witness.hpp>

// A module is linked with --wrap and this file is not: here recv() is the system's. In an engine's
// binary everything is one, this file too, and the system's is __real_recv().
#ifdef SHORTREAD_WRAPPED_WITH_ALL
// NOLINTBEGIN(bugprone-reserved-identifier): the linker chose these names
extern "C" {
decltype(::socket) __real_socket;
decltype(::recv) __real_recv;
decltype(::send) __real_send;
decltype(::recvfrom) __real_recvfrom;
decltype(::sendto) __real_sendto;
decltype(::read) __real_read;
decltype(::write) __real_write;
decltype(::poll) __real_poll;
decltype(::select) __real_select;
decltype(::close) __real_close;
decltype(::shutdown) __real_shutdown;
}
// NOLINTEND(bugprone-reserved-identifier)
#define REAL(call) __real_##call
#else
#define REAL(call) ::call
#endif

namespace requirements {
namespace {

using shortread::testing::Answer;
using shortread::testing::describe;
using shortread::testing::FakeStream;
using shortread::testing::WouldWaitForEver;

// A real socket, so that setsockopt() and whatever else is not faked finds one. Its number is high:
// no code that counts descriptors meets it by chance.
int faked_descriptor() {
  static const int descriptor = [] {
    const int opened = REAL(socket)(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int high = ::fcntl(opened, F_DUPFD_CLOEXEC, 200);
    REAL(close)(opened);
    return high;
  }();
  return descriptor;
}

FakeStream* current = nullptr;
bool real_sockets_are_forbidden = false;

FakeStream* faked(int descriptor) {
  return current != nullptr && descriptor == faked_descriptor() ? current : nullptr;
}

ssize_t told(const FakeStream& stream, const Answer& answer) {
  Witness::note([&] { return describe(stream.events().back()); });
  if (answer.result < 0) errno = answer.error;
  return answer.result;
}

ssize_t fake_recv(FakeStream& stream, void* room, size_t size, int flags) {
  const auto how = (flags & MSG_WAITALL) != 0 ? FakeStream::Receive::all_of_it
                   : (flags & MSG_PEEK) != 0  ? FakeStream::Receive::and_keep_it
                                              : FakeStream::Receive::what_is_there;
  try {
    return told(stream, stream.recv({static_cast<char*>(room), size}, how));
  } catch (const WouldWaitForEver& futile) {
    Witness::note("recv(" + std::to_string(size) + ")  " + futile.what());
    throw;
  }
}

bool sigpipe_kills() {
  struct sigaction action{};
  ::sigaction(SIGPIPE, nullptr, &action);
  return action.sa_handler == SIG_DFL;
}

ssize_t fake_send(FakeStream& stream, const void* bytes, size_t size, int flags) {
  try {
    const Answer answer = stream.send({static_cast<const char*>(bytes), size});
    const ssize_t result = told(stream, answer);
    const bool peer_is_gone = answer.result < 0 && answer.error == EPIPE;
    if (peer_is_gone && (flags & MSG_NOSIGNAL) == 0 && sigpipe_kills()) throw KilledBySigpipe{};
    return result;
  } catch (const WouldWaitForEver& futile) {
    Witness::note("send(" + std::to_string(size) + ")  " + futile.what());
    throw;
  }
}

}  // namespace

FakedConnection::FakedConnection(const shortread::testing::Schedule& schedule)
    : stream_{schedule, Witness::is_watching() ? FakeStream::Remember::events
                                               : FakeStream::Remember::nothing} {
  current = &stream_;
}

FakedConnection::~FakedConnection() { current = nullptr; }

int FakedConnection::descriptor() const { return faked_descriptor(); }

void forbid_real_sockets() {
  std::ignore = faked_descriptor();  // the one there is
  real_sockets_are_forbidden = true;
}

}  // namespace requirements

// NOLINTBEGIN(bugprone-reserved-identifier): the linker chose these names
using requirements::fake_recv;
using requirements::fake_send;
using requirements::faked;

extern "C" {

int __wrap_socket(int domain, int type, int protocol) {
  if (requirements::real_sockets_are_forbidden) {
    constexpr std::string_view why = "a fuzz target opened a real socket\n";
    std::ignore = REAL(write)(STDERR_FILENO, why.data(), why.size());
    std::abort();
  }
  return REAL(socket)(domain, type, protocol);
}

ssize_t __wrap_recv(int fd, void* room, size_t size, int flags) {
  auto* const stream = faked(fd);
  return stream != nullptr ? fake_recv(*stream, room, size, flags)
                           : REAL(recv)(fd, room, size, flags);
}

ssize_t __wrap_send(int fd, const void* bytes, size_t size, int flags) {
  auto* const stream = faked(fd);
  return stream != nullptr ? fake_send(*stream, bytes, size, flags)
                           : REAL(send)(fd, bytes, size, flags);
}

ssize_t __wrap_recvfrom(int fd, void* room, size_t size, int flags, sockaddr* from,
                        socklen_t* from_size) {
  auto* const stream = faked(fd);
  return stream != nullptr ? fake_recv(*stream, room, size, flags)
                           : REAL(recvfrom)(fd, room, size, flags, from, from_size);
}

ssize_t __wrap_sendto(int fd, const void* bytes, size_t size, int flags, const sockaddr* to,
                      socklen_t to_size) {
  auto* const stream = faked(fd);
  return stream != nullptr ? fake_send(*stream, bytes, size, flags)
                           : REAL(sendto)(fd, bytes, size, flags, to, to_size);
}

ssize_t __wrap_read(int fd, void* room, size_t size) {
  auto* const stream = faked(fd);
  return stream != nullptr ? fake_recv(*stream, room, size, 0) : REAL(read)(fd, room, size);
}

ssize_t __wrap_write(int fd, const void* bytes, size_t size) {
  auto* const stream = faked(fd);
  return stream != nullptr ? fake_send(*stream, bytes, size, 0) : REAL(write)(fd, bytes, size);
}

// Ready for whatever was asked: readiness is a hint, and the call that follows does as scheduled.
int __wrap_poll(pollfd* fds, nfds_t count, int timeout) {
  if (count != 1 || faked(fds->fd) == nullptr) return REAL(poll)(fds, count, timeout);
  fds->revents = static_cast<short>(fds->events & (POLLIN | POLLOUT));
  return 1;
}

int __wrap_select(int end, fd_set* to_read, fd_set* to_write, fd_set* strange, timeval* timeout) {
  const int fd = requirements::faked_descriptor();
  if (end != fd + 1 || faked(fd) == nullptr) {
    return REAL(select)(end, to_read, to_write, strange, timeout);
  }
  if (strange != nullptr) FD_ZERO(strange);
  return (to_read != nullptr && FD_ISSET(fd, to_read) ? 1 : 0) +
         (to_write != nullptr && FD_ISSET(fd, to_write) ? 1 : 0);
}

// The check closes what it opened.
int __wrap_close(int fd) { return faked(fd) != nullptr ? 0 : REAL(close)(fd); }
int __wrap_shutdown(int fd, int how) { return faked(fd) != nullptr ? 0 : REAL(shutdown)(fd, how); }

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier)
