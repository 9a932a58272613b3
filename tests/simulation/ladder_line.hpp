// What one client of a ladder has on its way, and what it has got: both come in pieces.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include <shortread/core/frame_decoder.hpp>

namespace chat_simulation {

[[nodiscard]] std::string escaped(std::string_view text);
[[nodiscard]] std::string in_quotes(std::string_view text);

struct LadderLine {
  struct Sent {
    std::string shown;
    std::size_t bytes;
    bool is_begun = false;
  };

  void send(std::string shown, std::size_t bytes);

  /// What is whole now that so many bytes have come to the hub, and what is not.
  [[nodiscard]] std::string arrive(std::size_t bytes);

  /// The same of what comes from the hub; `bytes` are borrowed for this call only.
  [[nodiscard]] std::string get(std::string_view bytes);

  std::size_t column = 0;
  bool is_leaving = false;
  std::deque<Sent> on_its_way = {};
  shortread::FrameDecoder decoder = shortread::FrameDecoder{};
  std::optional<std::string> name = {};  // of a pair whose message has not come yet
};

}  // namespace chat_simulation
