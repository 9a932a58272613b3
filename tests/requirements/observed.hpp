// A call into an implementation: what it returned, or what it did instead of returning.
#pragma once

#include <exception>
#include <expected>
#include <string>
#include <utility>

#include <shortread/testing/fake_stream.hpp>
#include <tests/requirements/faked_calls.hpp>

namespace requirements {

/// What the call did instead of returning, in words that follow "it".
using Oddity = std::string;

template <class Call>
auto observed(Call&& call) -> std::expected<decltype(call()), Oddity> {
  try {
    return std::forward<Call>(call)();
  } catch (const shortread::testing::WouldWaitForEver& futile) {
    return std::unexpected(std::string{"never returned: "} + futile.what());
  } catch (const KilledBySigpipe&) {
    return std::unexpected(std::string{"was killed by SIGPIPE"});
  } catch (const std::exception& error) {
    return std::unexpected(std::string{"threw an exception: "} + error.what());
  }
}

}  // namespace requirements
