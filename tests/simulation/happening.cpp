#include <tests/simulation/happening.hpp>

#include <shortread/core/printable.hpp>

namespace chat_simulation {
namespace {

using Kind = Happening::Kind;

std::string words(const Happening& happening) {
  const std::string text = shortread::printable(shortread::bytes_of(happening.text));
  switch (happening.kind) {
    case Kind::connects:
      return "connects";
    case Kind::writes:
      return "writes \"" + text + "\"";
    case Kind::rubbish:
      return "writes " + text;
    case Kind::arrives:
      return std::to_string(happening.count) + " bytes of it arrive";
    case Kind::joins:
      return "is in the room: \"" + text + "\"";
    case Kind::refused:
      return "must go: " + text;
    case Kind::gets:
      return "gets " + std::to_string(happening.text.size()) + " bytes";
    case Kind::finishes:
      return "closes its side";
    case Kind::breaks:
      return "is gone";
    case Kind::passes:
      return "at " + std::to_string(happening.count) + " ms";
    case Kind::wrong:
      return text;
  }
  return text;
}

}  // namespace

std::string told(const Happening& happening) {
  if (happening.kind == Kind::passes) return words(happening);
  return "client " + std::to_string(happening.client) + "  " + words(happening);
}

}  // namespace chat_simulation
