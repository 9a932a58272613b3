#include <shortread/core/printable.hpp>

#include <utf8/core.h>
#include <utf8/unchecked.h>
#include <algorithm>
#include <cstdint>

namespace shortread {
namespace {

constexpr bool is_trail(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// How many bytes the character that begins with `lead` has; 1 for what begins none.
constexpr std::size_t bytes_promised_by(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0xC2 || byte > 0xF4) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

// A terminal obeys control characters; C1 controls are the same commands in two bytes; a
// bidirectional override makes a reader see another order than the bytes have (CVE-2021-42574).
constexpr bool is_dangerous(std::uint32_t character) {
  const bool c0 = character < 0x20;
  const bool del_or_c1 = 0x7F <= character && character <= 0x9F;
  const bool line_or_paragraph_separator = character == 0x2028 || character == 0x2029;
  const bool embedding_or_override = 0x202A <= character && character <= 0x202E;
  const bool isolate = 0x2066 <= character && character <= 0x2069;
  return c0 || del_or_c1 || line_or_paragraph_separator || embedding_or_override || isolate;
}

void append_escaped(std::string& out, std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
}

void append_valid(std::string& out, std::string_view text) {
  for (auto at = text.begin(); at != text.end();) {
    const auto begin = at;
    const std::uint32_t character = utf8::unchecked::next(at);
    const std::string_view bytes{begin, at};
    if (character == '\\') out += "\\\\";
    else if (is_dangerous(character)) append_escaped(out, bytes);
    else out += bytes;
  }
}

// May `rest`, which is not valid UTF-8, begin with a character whose last bytes are yet to come?
bool may_be_cut_character(std::string_view rest) {
  return rest.size() < bytes_promised_by(rest.front()) &&
         std::all_of(rest.begin() + 1, rest.end(), is_trail);
}

// Appends all of `text` that is decided, and says how many bytes that was.
std::size_t append_decided(std::string& out, std::string_view text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const std::string_view rest = text.substr(done);
    const auto invalid = utf8::find_invalid(rest.begin(), rest.end());
    const std::string_view valid{rest.begin(), invalid};
    append_valid(out, valid);
    done += valid.size();
    if (done == text.size() || may_be_cut_character(text.substr(done))) break;
    append_escaped(out, text.substr(done, 1));
    ++done;
  }
  return done;
}

}  // namespace

std::string printable(ByteView bytes) {
  PrintableStream stream;
  std::string out = stream.add(bytes);
  return out + stream.finish();
}

std::string PrintableStream::add(ByteView piece) {
  std::string out;
  if (cut_character_.empty()) {
    piece = piece.subspan(append_decided(out, text_of(piece)));
    cut_character_.assign(piece.begin(), piece.end());
    return out;
  }
  cut_character_.insert(cut_character_.end(), piece.begin(), piece.end());
  const std::size_t done = append_decided(out, text_of(cut_character_));
  cut_character_.erase(cut_character_.begin(),
                       cut_character_.begin() + static_cast<std::ptrdiff_t>(done));
  return out;
}

std::string PrintableStream::finish() {
  std::string out;
  append_escaped(out, text_of(cut_character_));
  cut_character_.clear();
  return out;
}

}  // namespace shortread
