// SIGINT and SIGTERM as something a loop can wait for, beside its sockets.
#pragma once

namespace shortread {

/// A descriptor that becomes readable when SIGINT or SIGTERM comes, from this call on; -1 where the
/// system has none left. It lives as long as the program, and every call gives the same.
[[nodiscard]] int stop_descriptor();

}  // namespace shortread
