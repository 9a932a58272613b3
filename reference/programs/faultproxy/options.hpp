// What the proxy can be asked for.
#pragma once

#include <chrono>
#include <string>

#include <shortread/net/endpoint.hpp>

#include "event.hpp"
#include "faults.hpp"

namespace faultproxy {

struct Options {
  shortread::Endpoint listen;
  shortread::Endpoint to;
  Faults faults;
  bool faults_server_to_client = true;
  bool faults_client_to_server = false;
  std::chrono::milliseconds delay{200};
  bool is_json = false;
  bool is_full = false;
  std::string pcap_path;  ///< empty: no capture

  /// What is to be done in this direction: the faults, or nothing.
  [[nodiscard]] Faults faults_for(Direction direction) const;
};

[[nodiscard]] Options options_from(int argc, const char* const* argv);

}  // namespace faultproxy
