// What a module with an exercise of lesson 2 hands over. No template crosses this border, so that
// the checks are built once and a learner's file compiles alone.
#pragma once

#include <memory>

#include <lessons/02_fixed_header/requirements.hpp>

namespace requirements {

/// A FrameReader of whatever class, seen from outside.
class Reader {
 public:
  using Step = std::expected<std::optional<std::string>, shortread::FrameError>;

  Reader() = default;
  virtual ~Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  virtual void feed(std::string_view piece) = 0;
  virtual Step next_frame() = 0;
  [[nodiscard]] virtual std::expected<void, shortread::FrameError> end_of_stream() const = 0;
};

struct FixedHeaderPart {
  std::string (*encode_frame)(std::string_view payload);
  std::unique_ptr<Reader> (*open_reader)(std::uint64_t limit);
  fixed_header::Ending (*receive_frames)(int server, std::uint64_t limit,
                                         const fixed_header::Show& show);
};

}  // namespace requirements
