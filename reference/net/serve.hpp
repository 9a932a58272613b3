// A server that gives each client a thread of its own: one that does not read delays nobody else.
#pragma once

#include <functional>
#include <string_view>

#include <shortread/net/system_error.hpp>
#include <shortread/net/tcp.hpp>

namespace shortread {

/// Serves for ever. What goes wrong with one client goes to `report` and ends that client alone;
/// where the system has no more descriptors or threads, it waits a little and goes on (no
/// spinning). Both functions run on many threads at once. Returns only when the listener itself
/// fails.
[[nodiscard]] SystemError serve_each(const Listener& listener,
                                     std::function<void(Connection)> serve,
                                     std::function<void(std::string_view)> report);

}  // namespace shortread
