#include <tests/requirements/chat_select/scene.hpp>

#include <charconv>
#include <optional>
#include <utility>

#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace requirements {
namespace {

using Kind = SceneEvent::Kind;

constexpr std::uint64_t times_max = 100'000;
constexpr std::uint64_t milliseconds_max = 1'000'000;

std::string_view taken_up_to(char end, std::string_view& rest) {
  const std::string_view word = rest.substr(0, rest.find(end));
  rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  return word;
}

std::optional<std::uint64_t> number(std::string_view word, int base = 10) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, base);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return value;
}

// \x1b and \\ stand for bytes that would not be seen; what is none of these stands for itself.
std::string unescaped(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    const auto code =
        text.starts_with("\\x") && text.size() >= 4 ? number(text.substr(2, 2), 16) : std::nullopt;
    const bool is_backslash = text.starts_with("\\\\");
    bytes += code ? static_cast<char>(*code) : text.front();
    text.remove_prefix(code ? 4 : is_backslash ? 2 : 1);
  }
  return bytes;
}

std::string said(std::string_view words) {
  std::string_view rest = words;
  const auto times = number(taken_up_to(' ', rest));
  if (!times || *times > times_max || !rest.starts_with("times ")) return unescaped(words);
  const std::string once = unescaped(rest.substr(6));
  std::string all;
  for (std::uint64_t i = 0; i < *times && all.size() < times_max; ++i) all += once;
  return all;
}

std::optional<SceneEvent> event_of(std::string_view line) {
  std::string_view rest = line;
  const std::string_view who = taken_up_to(' ', rest);
  if (const auto time = number(who); time && rest == "ms pass" && *time <= milliseconds_max) {
    return SceneEvent{.kind = Kind::time_passes, .count = *time};
  }
  const std::string_view verb = taken_up_to(' ', rest);
  SceneEvent event{.kind = Kind::connects, .who = std::string{who}};
  if (who.empty()) return std::nullopt;
  if (verb == "connects") return event;
  if (verb == "says" || verb == "sends") {
    event.kind = Kind::sends;
    event.bytes = verb == "says" ? by_the_book::frame(said(rest)) : said(rest);
    return event;
  }
  if (verb == "reads") {
    event.kind = Kind::reads;
    event.count = rest.empty() ? SIZE_MAX : number(rest).value_or(0);
    return event;
  }
  event.kind = verb == "finishes" ? Kind::finishes : Kind::breaks;
  if (verb == "finishes" || verb == "breaks") return event;
  return std::nullopt;
}

}  // namespace

std::vector<SceneEvent> read_scene(std::string_view text) {
  std::vector<SceneEvent> scene;
  while (!text.empty()) {
    const std::string_view line = taken_up_to('\n', text);
    auto event = event_of(line);
    if (!event) continue;
    event->line = line;
    scene.push_back(*std::move(event));
  }
  return scene;
}

}  // namespace requirements
