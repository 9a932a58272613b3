#include <algorithm>
#include <utility>

#include <shortread/core/printable.hpp>

#include "trace.hpp"

namespace faultproxy {
namespace {

using shortread::ByteView;

constexpr std::size_t row_bytes = 16;
constexpr std::size_t shown_bytes_max = 4 * row_bytes;  // of one part, unless all is asked for
constexpr std::size_t shown_parts_max = 32;  // of one recv: a sender pays ten bytes for a part

std::string_view name_of(Part::Kind kind) {
  switch (kind) {
    case Part::Kind::header:
      return "header ";
    case Part::Kind::payload:
      return "payload";
    case Part::Kind::raw:
      return "raw    ";
  }
  std::unreachable();
}

std::string hex(std::byte byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto value = static_cast<unsigned>(byte);
  return {digits[value >> 4U], digits[value & 15U]};
}

// One column a byte, whatever the byte: what is not a printable ASCII character is a dot.
std::string columns(ByteView bytes) {
  std::string text;
  for (const std::byte byte : bytes) {
    const auto c = static_cast<char>(byte);
    text += ' ' <= c && c <= '~' ? c : '.';
  }
  return text;
}

std::string row(std::string_view name, ByteView bytes) {
  std::string line = "  " + std::string{name} + "  ";
  for (const std::byte byte : bytes) line += hex(byte) + " ";
  line.append(3 * (row_bytes - bytes.size()), ' ');
  return line + "|" + columns(bytes) + "|\n";
}

std::string rows(const Part& part, bool is_full) {
  const std::size_t shown =
      is_full ? part.bytes.size() : std::min(part.bytes.size(), shown_bytes_max);
  std::string text;
  std::string_view name = name_of(part.kind);
  for (std::size_t at = 0; at < shown; at += row_bytes) {
    text += row(name, part.bytes.subspan(at, std::min(row_bytes, shown - at)));
    name = "       ";
  }
  if (shown < part.bytes.size()) {
    text += "           ... " + std::to_string(part.bytes.size() - shown) + " more (--full)\n";
  }
  if (part.ends_frame) text += "  ------- the frame ends here\n";
  return text;
}

std::string_view words_for(Gap gap) {
  switch (gap) {
    case Gap::none:
      return "";
    case Gap::all_read:
      return "; the receiver had read everything";
    case Gap::not_read:
      return "; not read after";
    case Gap::not_this_host:
      return "; receiver elsewhere, waited";
  }
  std::unreachable();
}

std::string counted(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

struct Words {
  std::string head;  // "#1 server > client  "
  bool is_full;
  std::chrono::milliseconds delay;

  std::string operator()(const Opened& opened) const {
    return "#" + head.substr(1, head.find(' ') - 1) + " " + opened.client +
           " connected, passed on to " + opened.server + "\n";
  }
  std::string operator()(const Received& received) const {
    std::string text = head + "recv " + std::to_string(received.bytes.size()) + " at byte " +
                       std::to_string(received.offset) + "\n";
    const std::size_t shown =
        is_full ? received.parts.size() : std::min(received.parts.size(), shown_parts_max);
    for (std::size_t i = 0; i < shown; ++i) text += rows(received.parts[i], is_full);
    if (shown < received.parts.size()) {
      text += "           ... " + std::to_string(received.parts.size() - shown) +
              " more parts (--full)\n";
    }
    return text + "  decoder  " + received.state + "\n";
  }
  std::string operator()(const Damaged& damaged) const {
    return head + "byte " + std::to_string(damaged.offset) + " was " + hex(damaged.was) +
           ", is now " + hex(damaged.is) + "\n";
  }
  std::string operator()(const Passed& passed) const {
    std::string text =
        head + "passed " + counted(passed.bytes) + std::string{words_for(passed.gap)};
    if (passed.gap == Gap::not_read || passed.gap == Gap::not_this_host) {
      text += " " + std::to_string(delay.count()) + " ms";
    }
    return text + "\n";
  }
  std::string operator()(const Ended& ended) const { return head + ended.why + "\n"; }
};

}  // namespace

std::string text_of_event(const Event& event, bool is_full, std::chrono::milliseconds delay) {
  const std::string head =
      "#" + std::to_string(event.connection) + " " + std::string{name_of(event.direction)} + "  ";
  return std::visit(Words{head, is_full, delay}, event.what);
}

}  // namespace faultproxy
