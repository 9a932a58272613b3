#include <tests/simulation/ladder_line.hpp>

#include <utility>

#include <shortread/core/printable.hpp>

namespace chat_simulation {
namespace {

// "ann", "hello"
void add(std::string& label, const std::string& words) {
  if (!label.empty()) label += ", ";
  label += words;
}

std::string cut(std::size_t bytes) {
  return "cut: " + std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

}  // namespace

std::string escaped(std::string_view text) {
  return shortread::printable(shortread::bytes_of(text));
}
std::string in_quotes(std::string_view text) { return "\"" + escaped(text) + "\""; }

void LadderLine::send(std::string shown, std::size_t bytes) {
  on_its_way.push_back({std::move(shown), bytes});
}

std::string LadderLine::arrive(std::size_t bytes) {
  std::string label;
  while (!on_its_way.empty() && bytes >= on_its_way.front().bytes) {
    const Sent& sent = on_its_way.front();
    add(label, (sent.is_begun ? "rest of " : "") + sent.shown);
    bytes -= sent.bytes;
    on_its_way.pop_front();
  }
  if (bytes == 0 || on_its_way.empty()) return label;
  on_its_way.front().bytes -= bytes;
  on_its_way.front().is_begun = true;
  add(label, cut(bytes));
  return label;
}

std::string LadderLine::get(std::string_view bytes) {
  std::string label;
  decoder.feed(shortread::bytes_of(bytes));
  auto step = decoder.next_frame();
  for (; step && *step; step = decoder.next_frame()) {
    const std::string_view payload = shortread::text_of(**step);
    if (!name) name = escaped(payload);
    else add(label, *std::exchange(name, std::nullopt) + ": " + in_quotes(payload));
  }
  if (!step) return label + " and no frame";
  if (label.empty()) return cut(bytes.size());
  return label + (name || decoder.bytes_pending() > 0 ? " .." : "");
}

}  // namespace chat_simulation
