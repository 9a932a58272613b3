// What lesson 5's exercise must provide, in fuzz_it.cpp: three properties. The numbers are those of
// docs/wire.md.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <shortread/core/frame_error.hpp>

namespace fuzz_it {

using shortread::FrameError;      // kind, offset, missing
using shortread::FrameErrorKind;  // malformed_header, over_limit, closed_inside_frame

/// Somebody's FrameReader, as lesson 2 has it. Who wrote it, and how well, is not known.
class Reader {
 public:
  using Step = std::expected<std::optional<std::string>, FrameError>;

  Reader() = default;
  virtual ~Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  virtual void feed(std::string_view piece) = 0;
  virtual Step next_frame() = 0;  ///< the peer broke the rules | feed me more | one payload
  virtual std::expected<void, FrameError> end_of_stream() = 0;
};

/// Opens a fresh one, for payloads up to `limit`: as often as a property likes.
using OpenReader = std::function<std::unique_ptr<Reader>(std::uint64_t limit)>;

/// The limit to open them with: small, so that inputs reach it.
inline constexpr std::uint64_t limit = 16;

/// What a fuzzer gives a property: some pieces of bytes, any bytes, none of them empty but as a
/// payload.
using Pieces = std::vector<std::string>;

/// What the reader did wrong, in a sentence; nothing where the property holds.
using Accusation = std::optional<std::string>;

/// Written as frames by you and fed in one piece, these payloads come out, all of them, unchanged,
/// and the stream may end there. Each is at most `limit` bytes. (fuzz/1.1 to fuzz/1.4)
Accusation what_goes_in_comes_out(const Pieces& payloads, const OpenReader& open);

/// Fed in these pieces, and fed as one: the same frames, the same error, the same end. Knows
/// nothing of any format, so it holds for readers of others, too. (fuzz/1.2, 1.3, 2.1 to 2.3)
Accusation cuts_change_nothing(const Pieces& pieces, const OpenReader& open);

/// Fed in these pieces, it shows what docs/wire.md lets come of them: its frames, its error and
/// where that is, the bytes that an end leaves missing; and an error stays. (fuzz/1.2, 1.3, 3.1 to
/// 3.3)
Accusation does_what_the_page_says(const Pieces& pieces, const OpenReader& open);

}  // namespace fuzz_it
