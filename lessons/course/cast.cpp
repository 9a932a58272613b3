#include "cast.hpp"

#include <algorithm>
#include <cstring>
#include <iomanip>
#include <sstream>
#include <stdexcept>

namespace course {
namespace {

constexpr std::size_t lines_shown_max = 12;  // of one program; the rest is counted
constexpr std::size_t passages_shown_max = 5;

std::string command_line(const std::string& program, const Cast::Arguments& arguments) {
  std::string line = program;
  for (const std::string& argument : arguments) line += " " + argument;
  return line;
}

std::string in_seconds(std::chrono::duration<double> time) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(time.count() < 0.1 ? 2 : 1) << time.count() << " s";
  return out.str();
}

}  // namespace

Running Cast::start(const std::string& program, const Arguments& arguments) {
  Arguments on_a_free_port{"--port", "0"};
  on_a_free_port.insert(on_a_free_port.end(), arguments.begin(), arguments.end());
  stage_.command(command_line(program, on_a_free_port) + " &");
  Running running{std::make_unique<Child>(bin_ + "/" + program, on_a_free_port), ""};
  const auto line = running.child->first_line();
  if (!line || !line->starts_with("listening on ")) {
    throw std::runtime_error{program + " in " + bin_ + " does not start"};
  }
  stage_.line(*line);
  running.port = line->substr(line->rfind(':') + 1);
  return running;
}

Running Cast::proxy(const Running& server, Arguments arguments) {
  arguments.insert(arguments.begin(), {"--to", "127.0.0.1:" + server.port});
  return start("faultproxy", arguments);
}

Outcome Cast::run(const std::string& program, const Arguments& arguments, const Watch& watch) {
  std::size_t count = 0;
  const Child::Audience audience{[&](const Line& line) {
                                   if (++count <= lines_shown_max) stage_.line(line.text);
                                 },
                                 [this] { stage_.still_waiting(); }};
  const Outcome outcome = keep(program, arguments)->finish(watch, audience);
  if (count > lines_shown_max) {
    stage_.line(std::string{"... and "} + (outcome.has_printed_more ? "more than " : "") +
                std::to_string(count - lines_shown_max) + " lines more");
  }
  return outcome;
}

Outcome Cast::run_unseen(const std::string& program, const Arguments& arguments) {
  const Child::Audience audience{[](const Line&) {}, [this] { stage_.still_waiting(); }};
  return keep(program, arguments)->finish({}, audience);
}

std::unique_ptr<Child> Cast::keep(const std::string& program, const Arguments& arguments,
                                  Child::Input input) {
  stage_.command(command_line(program, arguments));
  return std::make_unique<Child>(bin_ + "/" + program, arguments, input);
}

void Cast::show_passage(const Running& proxy, int client, const char* way) {
  const std::string head = "#" + std::to_string(client) + " " + way;
  stage_.heading("What the proxy did for client " + std::to_string(client));
  std::size_t count = 0;
  for (const Line& line : proxy.child->lines()) {
    if (!line.text.starts_with(head)) continue;
    if (++count <= passages_shown_max) stage_.line(line.text);
  }
  if (count > passages_shown_max) {
    stage_.line("... and so on, " + std::to_string(count - passages_shown_max) + " lines more");
  }
}

bool comes_to_say(Child& child, std::string_view words, std::chrono::milliseconds patience) {
  const auto says = [&](const Line& line) { return line.text.find(words) != std::string::npos; };
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (!std::ranges::any_of(child.lines(), says)) {
    if (std::chrono::steady_clock::now() >= give_up || child.has_closed_its_outputs()) return false;
  }
  return true;
}

bool has_passed_on(const Running& proxy, int client) {
  const std::string head = "#" + std::to_string(client) + " server > client  passed ";
  return std::ranges::any_of(proxy.child->lines(),
                             [&](const Line& line) { return line.text.starts_with(head); });
}

std::function<bool(const Line&)> message(std::size_t count) {
  return [count, seen = std::size_t{0}](const Line& line) mutable {
    if (!line.is_error) ++seen;
    return seen == count;
  };
}

std::string how_it_ended(const Outcome& outcome) {
  if (outcome.was_still_running) {
    return "was still running after " + in_seconds(outcome.watched) + " and had used " +
           in_seconds(outcome.cpu) + " of processor time";
  }
  if (outcome.signal) return std::string{"crashed (SIG"} + ::sigabbrev_np(*outcome.signal) + ")";
  if (!outcome.exit_code) return "did not start";
  return "ended with exit code " + std::to_string(*outcome.exit_code);
}

std::string messages_shown(const Outcome& outcome) {
  const std::size_t count = outcome.printed().size();
  if (count == 0) return "no message";
  return std::to_string(count) + (count == 1 ? " message" : " messages");
}

std::string what_it_did(const Outcome& outcome) {
  const std::string showed = "showed " + messages_shown(outcome);
  return outcome.was_left ? showed : showed + " and " + how_it_ended(outcome);
}

bool complains_of(const Outcome& outcome, std::string_view what) {
  return std::ranges::any_of(outcome.complaints(), [&](const std::string& line) {
    return line.find(what) != std::string::npos;
  });
}

}  // namespace course
