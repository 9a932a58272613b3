// The options of lesson 3's server.
#pragma once

#include <chrono>

#include <shortread/chat/hub.hpp>
#include <shortread/net/endpoint.hpp>

namespace chat_select {

struct ServerOptions {
  shortread::Endpoint endpoint;
  shortread::chat::HubLimits limits;
  std::chrono::milliseconds grace;
};

[[nodiscard]] ServerOptions server_options(const char* program, int argc, const char* const* argv);

}  // namespace chat_select
