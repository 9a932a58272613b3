// Has a peer on this machine read what we sent it? The kernel's own table of connections says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <shortread/net/tcp.hpp>

namespace shortread {

/// Bytes that wait at the peer: sent by us, not yet read by it. Nothing where the peer is not on
/// this machine (then nobody but the peer knows).
[[nodiscard]] std::optional<std::uint64_t> bytes_unread_by_peer(const Connection& connection);

/// The part of it that needs no socket: the rx_queue of the row `local` to `remote` in the text of
/// /proc/net/tcp or tcp6. Addresses as the table writes them: "0100007F:04D2".
[[nodiscard]] std::optional<std::uint64_t> rx_queue_in_table(std::string_view table,
                                                             std::string_view local,
                                                             std::string_view remote);

}  // namespace shortread
