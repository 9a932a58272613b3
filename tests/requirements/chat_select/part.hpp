// What a module with an exercise of lesson 3 hands over: a hub, seen from outside.
#pragma once

#include <memory>
#include <string_view>

#include <lessons/03_chat_select/requirements.hpp>

namespace requirements {

/// A Hub of whatever class. docs of its calls: lessons/03_chat_select/requirements.hpp.
class OpenHub {
 public:
  using Time = chat_select::Time;

  OpenHub() = default;
  virtual ~OpenHub() = default;
  OpenHub(const OpenHub&) = delete;
  OpenHub& operator=(const OpenHub&) = delete;

  virtual void connect(int client, Time now) = 0;
  virtual void receive(int client, std::string_view bytes) = 0;
  virtual void finish(int client) = 0;
  virtual void disconnect(int client) = 0;
  virtual void tick(Time now) = 0;
  virtual std::string_view pending(int client) = 0;
  virtual void sent(int client, std::size_t count) = 0;
  virtual bool is_done(int client) = 0;
};

struct ChatSelectPart {
  std::unique_ptr<OpenHub> (*open_hub)(const chat_select::Limits& limits);
};

}  // namespace requirements
