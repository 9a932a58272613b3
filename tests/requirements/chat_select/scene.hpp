// What happens in a room, as text that one can read and write by hand. It is a schedule's
// `incoming`, a line an event:
//
//   ann connects
//   ann says ann                 a frame: the first is her name
//   ann says 500 times x         a frame with 500 x
//   ann sends 5         he       bytes as they are, what one recv() brings; \x00, \\ for others
//   ann reads 10                 the network takes 10 bytes for her
//   ann reads                    all that there is for her
//   ann finishes                 she closes her side
//   ann breaks                   her connection is gone
//   10000 ms pass
//
// Any text is a scene: a line that says nothing of the kind does not happen, and nobody does
// anything before connecting.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace requirements {

struct SceneEvent {
  enum class Kind : std::uint8_t { connects, sends, reads, finishes, breaks, time_passes };

  Kind kind;
  std::string who = {};
  std::string bytes = {};      ///< sends
  std::uint64_t count = 0;     ///< reads: bytes; time_passes: milliseconds
  std::string_view line = {};  ///< as it was written
};

/// The lines of `text` must outlive what is returned.
[[nodiscard]] std::vector<SceneEvent> read_scene(std::string_view text);

}  // namespace requirements
