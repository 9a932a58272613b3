// Lesson 3, the exercise: a room for many, in which nobody can make the others wait.
//
// It compiles as it is and does nothing right. Write step 1, save, and see: ./course watch

#include "requirements.hpp"

#include <map>
#include <string>

#include <shortread/core/frame_decoder.hpp>  // feed(), next_frame(), end_of_stream(): lesson 2's
#include <shortread/core/frame_encoder.hpp>  // encode_frame()

namespace chat_select {

class Hub {
 public:
  explicit Hub(const Limits& limits) : limits_{limits} {}

  // Steps 1, 10 and 12: there is one more; its name is awaited.
  void connect(int /*client*/, Time /*now*/) {}

  // Steps 1 to 7: frames, whole ones only. The first is a name, the others are messages.
  void receive(int /*client*/, std::string_view /*bytes*/) {}

  // Step 8: it has said all that it had to say.
  void finish(int /*client*/) {}

  // Step 9: it is gone.
  void disconnect(int /*client*/) {}

  // Step 10: whose time is over?
  void tick(Time /*now*/) {}

  // What this client has not been sent yet, and how much of it has gone now.
  std::string_view pending(int /*client*/) { return {}; }
  void sent(int /*client*/, std::size_t /*count*/) {}

  // Steps 7, 8, 11: it is to be closed.
  bool is_done(int /*client*/) { return false; }

 private:
  [[maybe_unused]] Limits limits_;
};

}  // namespace chat_select
