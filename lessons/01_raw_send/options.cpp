#include "options.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

#include <shortread/core/bytes.hpp>
#include <shortread/programs/command_line.hpp>

namespace raw_send {
namespace {

using shortread::CommandLine;
using shortread::Endpoint;
using shortread::MiB;

constexpr std::uint64_t bytes_max = 1024 * MiB;  // held in memory once, for all clients together

// AF_INET alone: with AF_INET6 an address has another length and another struct.
sockaddr_in ipv4_address(const CommandLine& line, const Endpoint& endpoint) {
  addrinfo hints{};
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int code = ::getaddrinfo(endpoint.host.c_str(), nullptr, &hints, &found); code != 0) {
    line.refuse("--host " + endpoint.host + ": " + ::gai_strerror(code) +
                " (lesson 1 speaks IPv4 only; the header programs take IPv6 too)");
  }
  sockaddr_in address = *reinterpret_cast<const sockaddr_in*>(found->ai_addr);
  ::freeaddrinfo(found);
  address.sin_port = ::htons(endpoint.port);
  return address;
}

// Every byte differs from its neighbours, so that a lost or repeated one shows.
std::string pattern(std::uint64_t count) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  std::string bytes(count, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = letters[i % letters.size()];
  return bytes;
}

std::string contents(const CommandLine& line, const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::string bytes;
  std::array<char, 65536> piece;
  while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
    bytes.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > bytes_max) line.refuse("--file " + path + ": more than 1GiB");
  }
  if (!file.eof()) line.refuse("--file " + path + ": cannot be read");
  return bytes;
}

}  // namespace

ServerOptions server_options(int argc, const char* const* argv) {
  Endpoint endpoint;
  std::string text = "Welcome to the server!";
  std::string file;
  std::uint64_t count = 0;
  CommandLine line{"raw_server", "Sends its bytes to every client, then closes. (Lesson 1)"};
  line.host_and_port(endpoint);
  line.text("--text", text, "what to send");
  line.size("--bytes", count, {0, bytes_max}, "send so many letters of the alphabet instead");
  line.text("--file", file, "send this file instead");
  line.only_one_of("--text", "--bytes");
  line.only_one_of("--text", "--file");
  line.only_one_of("--bytes", "--file");
  line.parse(argc, argv);

  const sockaddr_in address = ipv4_address(line, endpoint);
  if (line.has("--bytes")) return {address, pattern(count)};
  if (line.has("--file")) return {address, contents(line, file)};
  return {address, text};
}

ClientOptions client_options(const char* program, int argc, const char* const* argv) {
  Endpoint endpoint;
  std::uint64_t recv_bytes = 1024;
  ClientOptions options{};
  CommandLine line{program, "Prints all that a raw server sends until it closes. (Lesson 1)"};
  line.host_and_port(endpoint);
  line.size("--recv", recv_bytes, {1, 64 * MiB}, "what one recv asks for");
  line.toggle("--show-reads", options.shows_reads, "print what each recv gave, on standard error");
  line.toggle("--count", options.counts_only, "print how many bytes came instead of the bytes");
  line.parse(argc, argv);

  options.address = ipv4_address(line, endpoint);
  options.recv_bytes = recv_bytes;
  return options;
}

std::string to_string(const sockaddr_in& address) {
  std::array<char, INET_ADDRSTRLEN> host{};
  ::inet_ntop(AF_INET, &address.sin_addr, host.data(), host.size());
  return std::string{host.data()} + ":" + std::to_string(::ntohs(address.sin_port));
}

}  // namespace raw_send
