// Who may be called what in a chat room. Wire format: docs/wire.md, chat/1.x.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <shortread/core/bytes.hpp>

namespace shortread::chat {

inline constexpr std::size_t name_bytes_max = 32;

/// What the server calls itself when it tells a client why it must go; nobody else may.
inline constexpr std::string_view server_name = "server";

/// Why these bytes are no name, in a sentence that lives for ever; nothing where they are one.
/// A name is UTF-8, 1 to 32 bytes, without control characters (C0, C1, DEL), and not `server`.
[[nodiscard]] std::optional<std::string_view> why_no_name(ByteView name);

/// The same of a message: any UTF-8 will do. Its size is the frame decoder's business.
[[nodiscard]] std::optional<std::string_view> why_no_message(ByteView message);

}  // namespace shortread::chat
