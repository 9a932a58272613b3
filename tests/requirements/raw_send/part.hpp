// What a module with an exercise of lesson 1 hands over. No template crosses this border, so that
// the checks are built once and a learner's file compiles alone.
#pragma once

#include <lessons/01_raw_send/requirements.hpp>

namespace requirements {

struct RawSendPart {
  bool (*send_everything)(int peer, std::string_view bytes);
  raw_send::Received (*receive_until_closed)(int peer);
};

}  // namespace requirements
