// The border to the kernel, faked: a descriptor whose recv() and send() do what a schedule says.
//
// A module whose code is to be checked is linked with -Wl,--wrap=recv and the like (see
// faked_calls.cmake), so its calls come here; those on any other descriptor go on to the kernel.
// The code itself is compiled as ever, and its object file also runs on real sockets.
#pragma once

#include <stdexcept>

#include <shortread/testing/fake_stream.hpp>

namespace requirements {

/// send() to a peer that has gone, with nothing to keep SIGPIPE from killing the program.
class KilledBySigpipe : public std::runtime_error {
 public:
  KilledBySigpipe() : std::runtime_error{"killed by SIGPIPE"} {}
};

/// One at a time.
class FakedConnection {
 public:
  explicit FakedConnection(const shortread::testing::Schedule& schedule);
  ~FakedConnection();
  FakedConnection(const FakedConnection&) = delete;
  FakedConnection& operator=(const FakedConnection&) = delete;

  [[nodiscard]] int descriptor() const;
  [[nodiscard]] const shortread::testing::FakeStream& stream() const { return stream_; }

 private:
  shortread::testing::FakeStream stream_;
};

/// From here on a part that opens a socket of its own ends the program: a fuzzer tries thousands a
/// second, and none may reach a network.
void forbid_real_sockets();

}  // namespace requirements
