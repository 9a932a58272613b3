// A client of a hub, in a test: says things in frames, gets what it is owed, reads it as pairs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <shortread/chat/hub.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace shortread::chat::tests {

using requirements::by_the_book::frame;

class Guest {
 public:
  explicit Guest(Hub& hub, Time now = {}) : hub_{hub}, id_{hub.connect(now)} {}

  Guest(Hub& hub, std::string_view name) : Guest{hub} { says(name); }

  void says(std::string_view payload) { sends(frame(payload)); }
  void sends(std::string_view bytes) { hub_.receive(id_, bytes_of(bytes)); }
  void finishes() { hub_.finish(id_); }
  void breaks(std::string_view why = "reset") { hub_.disconnect(id_, why); }

  /// At most so many bytes of what it is owed arrive.
  void gets(std::size_t most = SIZE_MAX) {
    for (ByteView owed = hub_.pending(id_); !owed.empty() && most > 0; owed = hub_.pending(id_)) {
      const ByteView part = owed.first(std::min(owed.size(), most));
      got_ += text_of(part);
      most -= part.size();
      hub_.sent(id_, part.size());
    }
  }

  /// "ann: hello", all of it since the beginning; what is no pair fails the test.
  [[nodiscard]] std::vector<std::string> hears() {
    gets();
    const auto decoded = requirements::by_the_book::decode(got_, MiB);
    EXPECT_FALSE(decoded.error) << "a torn frame";
    EXPECT_EQ(decoded.frames.size() % 2, 0U) << "half a pair";
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i + 1 < decoded.frames.size(); i += 2) {
      pairs.push_back(decoded.frames[i] + ": " + decoded.frames[i + 1]);
    }
    return pairs;
  }

  [[nodiscard]] bool is_done() { return hub_.is_done(id_); }

 private:
  Hub& hub_;
  ClientId id_;
  std::string got_;
};

using Pairs = std::vector<std::string>;

}  // namespace shortread::chat::tests
