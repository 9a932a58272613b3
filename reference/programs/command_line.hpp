// A program's options, each bound to a variable that already holds its default.
//
//   Endpoint endpoint;
//   std::uint64_t limit = 1 * MiB;
//   CommandLine line{"header_client", "Prints each message a header server sends."};
//   line.host_and_port(endpoint);
//   line.size("--limit", limit, {1, payload_bytes_max}, "longest message taken");
//   line.parse(argc, argv);
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <shortread/net/endpoint.hpp>

namespace shortread {

/// The variables must live until parse() has returned. An error names the option and what it takes.
class CommandLine {
 public:
  struct Range {
    std::uint64_t least;
    std::uint64_t most;
  };

  CommandLine(const std::string& program, const std::string& purpose);
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  void host_and_port(Endpoint& endpoint);  ///< --host and --port
  void endpoint(const std::string& flag, Endpoint& value, const std::string& help);  ///< HOST:PORT
  void text(const std::string& flag, std::string& value, const std::string& help);
  void number(const std::string& flag, std::uint64_t& value, Range range, const std::string& help);
  void size(const std::string& flag, std::uint64_t& value, Range range, const std::string& help);
  void seconds(const std::string& flag, double& value, const std::string& help);  ///< fractions too
  void toggle(const std::string& flag, bool& value, const std::string& help);
  void only_one_of(const std::string& flag, const std::string& other);  ///< not both

  /// Something after the options, by name: optional unless `required`.
  void argument(const std::string& name, std::string& value, const std::string& help,
                bool required = false);

  /// Fills the variables. Ends the program where there is nothing to go on with: 0 after --help,
  /// 64 after saying on standard error what is wrong.
  void parse(int argc, const char* const* argv);

  /// Says the same of what only the program itself can judge, and ends with 64.
  [[noreturn]] void refuse(const std::string& what) const;

  /// Was this option given?
  [[nodiscard]] bool has(const std::string& flag) const;

 private:
  struct App;  // CLI11 lives behind it: its header costs half a minute in every file that sees it
  std::unique_ptr<App> app_;
};

}  // namespace shortread
