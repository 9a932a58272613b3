#include <nlohmann/json.hpp>
#include <utility>

#include "trace.hpp"

namespace faultproxy {
namespace {

using Json = nlohmann::ordered_json;

std::string hex(shortread::ByteView bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::byte byte : bytes) {
    const auto value = static_cast<unsigned>(byte);
    text += digits[value >> 4U];
    text += digits[value & 15U];
  }
  return text;
}

std::string_view name_of(Part::Kind kind) {
  switch (kind) {
    case Part::Kind::header:
      return "header";
    case Part::Kind::payload:
      return "payload";
    case Part::Kind::raw:
      return "raw";
  }
  std::unreachable();
}

std::string_view name_of(Gap gap) {
  switch (gap) {
    case Gap::none:
      return "none";
    case Gap::all_read:
      return "all read";
    case Gap::not_read:
      return "not read in time";
    case Gap::not_this_host:
      return "receiver elsewhere";
  }
  std::unreachable();
}

struct Fields {
  Json& json;

  void operator()(const Opened& opened) const {
    json["event"] = "opened";
    json["client"] = opened.client;
    json["server"] = opened.server;
  }
  void operator()(const Received& received) const {
    json["event"] = "received";
    json["offset"] = received.offset;
    json["bytes"] = received.bytes.size();
    json["parts"] = Json::array();
    for (const Part& part : received.parts) {
      json["parts"].push_back({{"kind", name_of(part.kind)},
                               {"hex", hex(part.bytes)},
                               {"ends_frame", part.ends_frame}});
    }
    json["decoder"] = received.state;
  }
  void operator()(const Damaged& damaged) const {
    json["event"] = "damaged";
    json["offset"] = damaged.offset;
    json["was"] = hex({&damaged.was, 1});
    json["is"] = hex({&damaged.is, 1});
  }
  void operator()(const Passed& passed) const {
    json["event"] = "passed";
    json["offset"] = passed.offset;
    json["bytes"] = passed.bytes;
    json["gap"] = name_of(passed.gap);
  }
  void operator()(const Ended& ended) const {
    json["event"] = "ended";
    json["why"] = ended.why;
  }
};

}  // namespace

std::string json_of_event(const Event& event) {
  Json json;
  json["connection"] = event.connection;
  json["direction"] = faultproxy::name_of(event.direction);
  std::visit(Fields{json}, event.what);
  // What a peer or a resolver said may be no UTF-8: replaced, never an exception.
  return json.dump(-1, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace faultproxy
