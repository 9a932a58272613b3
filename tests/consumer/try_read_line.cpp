// Somebody's own receive loop, tried on every network there is for its bytes: needs
// shortread::testing and nothing else of ours.
#include <iostream>
#include <span>
#include <string>

#include <shortread/testing/cuts.hpp>
#include <shortread/testing/fake_stream.hpp>
#include <shortread/testing/smallest.hpp>

// The loop to be tried: bytes up to the first newline. `receive` fills a room, as recv() does.
template <class Receive>
std::string read_line(Receive receive) {
  std::string line;
  char room[8];
  while (!line.ends_with('\n')) {
    const auto got = receive(std::span<char>{room});
    if (got <= 0) break;
    line.append(room, static_cast<std::size_t>(got));
  }
  return line;
}

// The same with a mistake: one recv() is the line.
template <class Receive>
std::string read_line_once(Receive receive) {
  char room[64];
  const auto got = receive(std::span<char>{room});
  return {room, static_cast<std::size_t>(got > 0 ? got : 0)};
}

using namespace shortread::testing;

template <class Loop>
void try_on_every_network(const char* name, Loop loop) {
  const auto fails = [&](const Schedule& schedule) {
    FakeStream network{schedule};
    return loop([&](std::span<char> room) { return network.recv(room).result; }) !=
           schedule.incoming;
  };
  const std::string stream = "hello, you\n";
  const bool holds = for_every_cut(stream.size(), [&](const Cuts& cuts) {
    const Schedule schedule = cut_schedule(stream, cuts);
    if (!fails(schedule)) return true;
    std::cout << name << " fails on:\n" << to_text(smallest_failing(schedule, fails));
    return false;
  });
  if (holds) std::cout << name << " holds however it is cut\n";
}

int main() {
  try_on_every_network("read_line", [](auto receive) { return read_line(receive); });
  try_on_every_network("read_line_once", [](auto receive) { return read_line_once(receive); });
}
