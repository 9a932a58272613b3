// What a chat client hears: two frames make a message, who and what.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <shortread/chat/name.hpp>
#include <shortread/core/frame_decoder.hpp>
#include <shortread/core/frame_error.hpp>
#include <shortread/core/printable.hpp>

namespace shortread {

class Pairs {
 public:
  enum class End : std::uint8_t { between_pairs, inside_a_pair };

  /// Shows each message as a line, "NAME > MESSAGE", everything in it printable.
  explicit Pairs(std::function<void(std::string_view)> show) : show_{std::move(show)} {}

  /// What is wrong with what came, where it is no chat.
  [[nodiscard]] std::optional<std::string> take(ByteView bytes) {
    decoder_.feed(bytes);
    auto step = decoder_.next_frame();
    for (; step && *step; step = decoder_.next_frame()) take_frame(**step);
    if (!step) return describe(step.error());
    return std::nullopt;
  }

  [[nodiscard]] End end() const {
    const bool is_between = decoder_.end_of_stream().has_value() && !name_;
    return is_between ? End::between_pairs : End::inside_a_pair;
  }

  /// The last word was the server's own: why we had to go.
  [[nodiscard]] bool was_refused() const { return was_refused_; }

 private:
  void take_frame(ByteView payload) {
    if (!name_) {
      name_ = printable(payload);
      return;
    }
    show_(*name_ + " > " + printable(payload));
    was_refused_ = *name_ == chat::server_name;
    name_.reset();
  }

  std::function<void(std::string_view)> show_;
  FrameDecoder decoder_;
  std::optional<std::string> name_;
  bool was_refused_ = false;
};

}  // namespace shortread
