#include "cast.hpp"

#include <iomanip>
#include <sstream>
#include <stdexcept>

namespace course {
namespace {

constexpr std::size_t lines_shown_max = 12;  // of one program; the rest is counted

std::string command_line(const std::string& program, const std::vector<std::string>& arguments) {
  std::string line = program;
  for (const std::string& argument : arguments) line += " " + argument;
  return line;
}

std::string tenths(double seconds) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(seconds < 0.1 ? 2 : 1) << seconds << " s";
  return out.str();
}

}  // namespace

Running Cast::start(const std::string& program, const std::vector<std::string>& arguments) {
  stage_.command(command_line(program, arguments) + " &");
  std::vector<std::string> on_a_free_port{"--port", "0"};
  on_a_free_port.insert(on_a_free_port.end(), arguments.begin(), arguments.end());
  Running running{std::make_unique<Child>(bin_ + "/" + program, on_a_free_port), ""};
  const auto line = running.child->first_line();
  if (!line || !line->starts_with("listening on ")) {
    throw std::runtime_error{program + " in " + bin_ + " does not start"};
  }
  running.port = line->substr(line->rfind(':') + 1);
  return running;
}

Running Cast::proxy(const Running& server, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"--to", "127.0.0.1:" + server.port});
  return start("faultproxy", arguments);
}

Outcome Cast::run(const std::string& program, const std::vector<std::string>& arguments,
                  std::chrono::milliseconds patience) {
  std::size_t count = 0;
  const Child::Audience audience{[&](const Line& line) {
                                   if (++count <= lines_shown_max) stage_.line(line.text);
                                 },
                                 [this] { stage_.still_waiting(); }};
  const Outcome outcome = keep(program, arguments)->finish(patience, audience);
  if (count > lines_shown_max) {
    stage_.line("... and " + std::to_string(count - lines_shown_max) + " lines more");
  }
  return outcome;
}

Outcome Cast::run_unseen(const std::string& program, const std::vector<std::string>& arguments,
                         std::chrono::milliseconds patience) {
  const Child::Audience audience{[](const Line&) {}, [this] { stage_.still_waiting(); }};
  return keep(program, arguments)->finish(patience, audience);
}

std::unique_ptr<Child> Cast::keep(const std::string& program,
                                  const std::vector<std::string>& arguments) {
  stage_.command(command_line(program, arguments));
  return std::make_unique<Child>(bin_ + "/" + program, arguments);
}

std::string how_it_ended(const Outcome& outcome, std::chrono::milliseconds patience) {
  if (outcome.was_still_running) {
    return "was still running after " + tenths(std::chrono::duration<double>{patience}.count()) +
           " and had used " + tenths(outcome.cpu.count()) + " of processor time";
  }
  if (!outcome.exit_code) return "crashed";
  return "ended with exit code " + std::to_string(*outcome.exit_code);
}

std::string messages_shown(const Outcome& outcome) {
  const std::size_t count = outcome.printed().size();
  if (count == 0) return "no message";
  return std::to_string(count) + (count == 1 ? " message" : " messages");
}

}  // namespace course
