#include <fuzz/target.hpp>

#include <algorithm>
#include <array>

#include <fuzz/chat_checks.hpp>
#include <fuzz/core_checks.hpp>
#include <fuzz/scenario.hpp>
#include <tests/requirements/fixed_header/whole_checks.hpp>
#include <tests/requirements/raw_send/whole_checks.hpp>
#include <tests/requirements/requirement.hpp>

namespace fuzz {
namespace {

using requirements::ChatSelectPart;
using requirements::FixedHeaderPart;
using requirements::RawSendPart;
using namespace requirements::fixed_header_checks;
using namespace requirements::raw_send_checks;

template <auto check>
constexpr auto of_frames = requirements::erased<FixedHeaderPart, check>;

template <auto check>
constexpr auto of_bytes = requirements::erased<RawSendPart, check>;

template <auto check>
constexpr auto of_chats = requirements::erased<ChatSelectPart, check>;

// One step away from nothing.
std::optional<Finding> canary_sings(const void* /*part*/, const Schedule& schedule) {
  if (!schedule.incoming.starts_with('!')) return std::nullopt;
  return Finding{.schedule = schedule, .expected = "a fuzzer that works", .got = "found"};
}

using namespace std::string_view_literals;

// In the order of the lessons' steps.
constexpr std::array of_headers{"header/1.1"sv, "header/1.2"sv, "header/1.3"sv,
                                "header/1.4"sv, "header/1.6"sv, "header/2.7"sv};
constexpr std::array of_cuts{"header/2.2"sv, "header/2.3"sv, "header/2.4"sv};
constexpr std::array of_streams{"header/1.1"sv, "header/2.1"sv, "header/2.2"sv, "header/1.5"sv,
                                "header/1.2"sv, "header/1.3"sv, "header/1.4"sv, "header/1.6"sv,
                                "header/2.3"sv, "header/2.4"sv, "header/2.6"sv, "header/2.5"sv,
                                "header/2.7"sv};
constexpr std::array of_memory{"header/1.7"sv};
constexpr std::array of_loops{"raw/1.2"sv, "raw/1.3"sv, "raw/1.4"sv, "header/3.6"sv};
constexpr std::array of_links{"header/1.1"sv, "header/2.1"sv, "header/2.2"sv, "header/2.5"sv};
constexpr std::array of_receiving{"raw/1.2"sv, "raw/1.3"sv, "raw/1.4"sv};
constexpr std::array of_sending{"raw/1.1"sv, "raw/1.4"sv, "raw/1.5"sv};
constexpr std::array of_rooms{"chat/2.1"sv, "chat/1.1"sv, "chat/4.1"sv, "header/1.2"sv,
                              "chat/1.2"sv, "chat/1.3"sv, "chat/2.3"sv, "chat/3.1"sv,
                              "chat/3.2"sv, "chat/3.3"sv, "chat/1.4"sv, "chat/4.4"sv};
constexpr std::array of_queues{"chat/4.2"sv, "chat/4.3"sv};

constexpr std::array all{
    Target{"header", "ten bytes are judged as the book says; a header is written as it says",
           "fixed_header", of_headers, of_frames<a_header_is_judged>, header_scenario},
    Target{"frame_split", "how the stream is cut never changes the answer", "fixed_header", of_cuts,
           of_frames<the_cut_changes_nothing>, frames_scenario},
    Target{"frame_model", "frames and error are those of the whole-buffer model", "fixed_header",
           of_streams, of_frames<everything_is_by_the_book>, frames_scenario},
    Target{"frame_bound", "memory grows with what arrived, never with what was announced",
           "fixed_header", of_memory, of_frames<memory_follows_what_arrived>, frames_scenario},
    Target{"receive_frames",
           "the loop around recv() shows every frame, and ends as the stream does", "fixed_header",
           of_loops, of_frames<the_loop_is_right>, frames_scenario},
    Target{"link_simulation", "what one end says the other hears: once, in order, whatever happens",
           "fixed_header", of_links, of_frames<what_one_says_the_other_hears>, link_scenario},
    Target{"receive_all", "every byte until the close, in order; an end is told from a reset",
           "raw_send", of_receiving, of_bytes<receiving_is_right>, bytes_scenario},
    Target{"send_all", "every byte is sent once, in order, or the failure is said", "raw_send",
           of_sending, of_bytes<sending_is_right>, sends_scenario},
    Target{"printable",
           "what is printed obeys nobody, reads back, and does not depend on the cut",
           "fixed_header",
           {},
           what_is_printed_is_safe,
           frames_scenario},
    Target{"frame_progress",
           "what a decoder says of the frame that has begun is so, after every piece",
           "fixed_header",
           {},
           what_is_said_of_a_begun_frame_is_so,
           frames_scenario},
    Target{"send_queue",
           "a queue gives what was put in, once and in order, within its limit",
           "fixed_header",
           {},
           the_queue_is_a_queue,
           frames_scenario},
    Target{"chat_simulation",
           "every client of a room gets what it is owed, whatever they and the network do",
           "chat_select", of_rooms, of_chats<everybody_hears_what_is_owed>, chat_scenario, false,
           ladder_of_the_room},
    Target{"chat_bound",
           "a room keeps what is unread, up to the limit, and drops only who is beyond it",
           "chat_select", of_queues, of_chats<the_room_s_memory_is_bounded>, chat_scenario},
    Target{"canary",
           "must fail within two seconds, or the campaign is void",
           "raw_send",
           {},
           canary_sings,
           canary_scenario,
           true},
};

}  // namespace

std::span<const Target> targets() { return all; }

const Target* find_target(std::string_view name) {
  const auto* const found = std::ranges::find(all, name, &Target::name);
  return found == all.end() ? nullptr : found;
}

}  // namespace fuzz
