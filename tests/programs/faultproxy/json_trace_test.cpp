// What programs read: each event one line that any JSON parser takes.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <shortread/programs/faultproxy/trace.hpp>

namespace faultproxy {
namespace {

using shortread::bytes_of;
using Json = nlohmann::json;

constexpr auto down = Direction::server_to_client;

/// The one line of an event, parsed.
Json parsed(const Event& event) {
  const std::string line = json_of_event(event);
  EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
  for (const char c : line) EXPECT_TRUE(c == '\n' || (' ' <= c && c <= '~')) << line;
  return Json::parse(line);
}

Event received(FrameView& view, std::string_view piece, std::uint64_t offset) {
  auto parts = view.read(bytes_of(piece));
  return {1, down, Received{offset, bytes_of(piece), std::move(parts), view.state()}};
}

TEST(JsonTrace, the_line_of_a_recv_is_exactly_this) {
  FrameView view;
  EXPECT_EQ(json_of_event(received(view, "2         ok3", 0)),
            R"({"connection":1,"direction":"server > client","event":"received","offset":0,)"
            R"("bytes":13,"parts":[)"
            R"({"kind":"header","hex":"32202020202020202020","ends_frame":false},)"
            R"({"kind":"payload","hex":"6f6b","ends_frame":true},)"
            R"({"kind":"header","hex":"33","ends_frame":false}],"decoder":"header 1 of 10"})"
            "\n");
}

TEST(JsonTrace, every_byte_value_comes_back_from_its_hex) {
  std::string bytes(256, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i);
  FrameView view;
  const Json json = parsed(received(view, bytes, 1'000));
  EXPECT_EQ(json["offset"], 1'000);
  EXPECT_EQ(json["bytes"], 256);
  EXPECT_EQ(json["decoder"], "not frames since byte 0");
  ASSERT_EQ(json["parts"].size(), 1U);
  EXPECT_EQ(json["parts"][0]["kind"], "raw");
  const std::string hex = json["parts"][0]["hex"];
  ASSERT_EQ(hex.size(), 512U);
  for (std::size_t i = 0; i < 256; ++i) {
    EXPECT_EQ(std::stoul(hex.substr(2 * i, 2), nullptr, 16), i);
  }
}

TEST(JsonTrace, every_other_event_has_its_name_and_fields) {
  EXPECT_EQ(parsed({2, Direction::client_to_server, Opened{"[::1]:5", "localhost:6"}}),
            Json::parse(R"({"connection":2,"direction":"client > server","event":"opened",
                            "client":"[::1]:5","server":"localhost:6"})"));
  EXPECT_EQ(parsed({1, down, Damaged{12, std::byte{0x0a}, std::byte{0x0b}}}),
            Json::parse(R"({"connection":1,"direction":"server > client","event":"damaged",
                            "offset":12,"was":"0a","is":"0b"})"));
  EXPECT_EQ(parsed({1, down, Passed{9'999'999'999, 3, Gap::all_read}}),
            Json::parse(R"({"connection":1,"direction":"server > client","event":"passed",
                            "offset":9999999999,"bytes":3,"gap":"all read"})"));
  EXPECT_EQ(parsed({1, down, Ended{"closed"}}),
            Json::parse(R"({"connection":1,"direction":"server > client","event":"ended",
                            "why":"closed"})"));
}

TEST(JsonTrace, each_way_to_keep_a_cut_has_its_word) {
  const auto word = [](Gap gap) { return parsed({1, down, Passed{0, 1, gap}})["gap"]; };
  EXPECT_EQ(word(Gap::none), "none");
  EXPECT_EQ(word(Gap::all_read), "all read");
  EXPECT_EQ(word(Gap::not_read), "not read in time");
  EXPECT_EQ(word(Gap::not_this_host), "receiver elsewhere");
}

TEST(JsonTrace, text_that_is_no_utf8_or_ends_a_line_still_makes_one_line) {
  const Json json = parsed({1, down, Ended{"quote \" line\n escape \x1b bad \xff\xfe end"}});
  EXPECT_EQ(json["why"], "quote \" line\n escape \x1b bad \uFFFD\uFFFD end");
}

}  // namespace
}  // namespace faultproxy
