// What lesson 3's programs can be asked for.
#pragma once

#include <chrono>
#include <string>

#include <shortread/chat/hub.hpp>
#include <shortread/net/endpoint.hpp>

namespace chat_select {

struct ServerOptions {
  shortread::Endpoint endpoint;
  shortread::chat::HubLimits limits;
  std::chrono::milliseconds grace;
};

[[nodiscard]] ServerOptions server_options(const char* program, int argc, const char* const* argv);

struct ClientOptions {
  shortread::Endpoint endpoint;
  std::string name;
};

[[nodiscard]] ClientOptions client_options(const char* program, int argc, const char* const* argv);

}  // namespace chat_select
