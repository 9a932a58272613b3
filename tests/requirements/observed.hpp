// A call into an implementation: what it returned, or what it did instead of returning.
#pragma once

#include <exception>
#include <expected>
#include <string>
#include <utility>

#include <shortread/core/printable.hpp>
#include <shortread/testing/fake_stream.hpp>
#include <tests/requirements/faked_calls.hpp>

namespace requirements {

/// What the call did instead of returning, in words that follow "it".
using Oddity = std::string;

/// Did a call end in a way that anybody sees without knowing the right answer: an exception that
/// nobody catches, SIGPIPE, a loop without end? For a fuzzer that knows no more; set, never unset.
inline bool somebody_would_have_seen = false;

template <class Call>
auto observed(Call&& call) -> std::expected<decltype(call()), Oddity> {
  try {
    return std::forward<Call>(call)();
  } catch (const shortread::testing::WouldWaitForEver& futile) {
    if (futile.spins()) somebody_would_have_seen = true;
    return std::unexpected(std::string{"never returned: "} + futile.what());
  } catch (const KilledBySigpipe&) {
    somebody_would_have_seen = true;
    return std::unexpected(std::string{"was killed by SIGPIPE"});
  } catch (const std::exception& error) {
    somebody_would_have_seen = true;
    // A stranger's words: a newline in them would pass for a line of the finding's own.
    return std::unexpected("threw an exception: " +
                           shortread::printable(shortread::bytes_of(error.what())));
  }
}

}  // namespace requirements
