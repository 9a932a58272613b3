#include <shortread/programs/command_line.hpp>

#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>

#include <shortread/core/printable.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/size.hpp>

namespace shortread {
namespace {

[[noreturn]] void wrong(const std::string& flag, const std::string& what) {
  throw CLI::ValidationError(flag, what);
}

std::uint64_t within(const std::string& flag, std::optional<std::uint64_t> value,
                     CommandLine::Range range, std::string (*format)(std::uint64_t)) {
  if (!value || *value < range.least || *value > range.most) {
    wrong(flag, "takes " + format(range.least) + " to " + format(range.most));
  }
  return *value;
}

std::string decimal(std::uint64_t value) { return std::to_string(value); }

std::optional<std::uint64_t> parse_decimal(const std::string& text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return parse_size(text);
}

std::string format_seconds(double value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

}  // namespace

struct CommandLine::App {
  CLI::App cli;

  template <class Read>
  void option(const std::string& flag, const std::string& kind, const std::string& initial,
              const std::string& help, Read read) {
    auto* const option = cli.add_option_function<std::string>(flag, read, help);
    option->type_name(kind);
    if (!initial.empty()) option->default_str(initial);
  }
};

CommandLine::CommandLine(const std::string& program, const std::string& purpose)
    : app_{std::make_unique<App>()} {
  app_->cli.name(program);
  app_->cli.description(purpose);
  app_->cli.set_help_flag("-h,--help", "print this and end");
}

CommandLine::~CommandLine() = default;

void CommandLine::host_and_port(Endpoint& endpoint) {
  text("--host", endpoint.host, "address or name");
  app_->option("--port", "N", decimal(endpoint.port), "0 takes a free one",
               [&endpoint](const std::string& text) {
                 endpoint.port = static_cast<std::uint16_t>(
                     within("--port", parse_decimal(text), {0, 65535}, decimal));
               });
}

void CommandLine::endpoint(const std::string& flag, Endpoint& value, const std::string& help) {
  app_->option(flag, "HOST:PORT", to_string(value), help, [flag, &value](const std::string& text) {
    auto parsed = parse_endpoint(text);
    if (!parsed) wrong(flag, parsed.error());
    value = std::move(*parsed);
  });
}

void CommandLine::text(const std::string& flag, std::string& value, const std::string& help) {
  app_->option(flag, "TEXT", value, help, [&value](const std::string& text) { value = text; });
}

void CommandLine::number(const std::string& flag, std::uint64_t& value, Range range,
                         const std::string& help) {
  app_->option(flag, "N", value == 0 ? "" : decimal(value), help,
               [flag, &value, range](const std::string& text) {
                 value = within(flag, parse_decimal(text), range, decimal);
               });
}

void CommandLine::size(const std::string& flag, std::uint64_t& value, Range range,
                       const std::string& help) {
  app_->option(flag, "SIZE", value == 0 ? "" : format_size(value), help,
               [flag, &value, range](const std::string& text) {
                 value = within(flag, parse_size(text), range, format_size);
               });
}

void CommandLine::seconds(const std::string& flag, double& value, const std::string& help) {
  app_->option(flag, "SECONDS", format_seconds(value), help,
               [flag, &value](const std::string& text) {
                 constexpr double most = 1e6;
                 std::istringstream in{text};
                 in.imbue(std::locale::classic());
                 double seconds = 0;
                 if (!(in >> seconds) || !in.eof() || !(seconds > 0 && seconds <= most)) {
                   wrong(flag, "takes seconds, more than 0 and at most 1000000");
                 }
                 value = seconds;
               });
}

void CommandLine::toggle(const std::string& flag, bool& value, const std::string& help) {
  app_->cli.add_flag(flag, value, help);
}

void CommandLine::only_one_of(const std::string& flag, const std::string& other) {
  app_->cli.get_option(flag)->excludes(app_->cli.get_option(other));
}

void CommandLine::argument(const std::string& name, std::string& value, const std::string& help,
                           bool required) {
  app_->cli.add_option(name, value, help)->required(required);
}

void CommandLine::parse(int argc, const char* const* argv) {
  try {
    app_->cli.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    std::cout << app_->cli.help() << std::flush;
    std::exit(holds);  // NOLINT(concurrency-mt-unsafe): no thread runs yet
  } catch (const CLI::ParseError& error) {
    refuse(error.what());
  }
}

void CommandLine::refuse(const std::string& what) const {
  const std::string& program = app_->cli.get_name();
  std::cerr << program << ": " << printable(bytes_of(what)) << "\n"
            << "See: " << program << " --help\n";
  std::exit(wrong_command_line);  // NOLINT(concurrency-mt-unsafe): no thread runs yet
}

bool CommandLine::has(const std::string& flag) const {
  return app_->cli.get_option(flag)->count() > 0;
}

}  // namespace shortread
