// A schedule as bytes, the form that a fuzzer changes: the network's script first, then the bytes
// that the peer sends. Any bytes are a schedule, and each schedule has its bytes.
//
//   01 02 f2 ff 00 35 20 20 ..   recv 2 EINTR rest, of what the peer sends: "5  .."
//   35 20 20 ..                  no script: all of it is what the peer sends, on a good day
//
// So the bytes of a stream are an input as they are, and a dictionary's words land in it whole.
#pragma once

#include <string>
#include <string_view>

#include <shortread/testing/schedule.hpp>

namespace shortread::testing {

// A script begins with script_begins, then one byte a step, and ends with script_ends or with the
// last byte there is. 0x01 to 0xef are steps of so many bytes. Bytes that mean nothing are skipped.
namespace script {
inline constexpr char begins = '\x01';
inline constexpr char ends = '\x00';
inline constexpr unsigned char count_max = 0xEF;
inline constexpr unsigned char count_of_eight_bytes = 0xF0;  // then the count, lowest byte first
inline constexpr unsigned char end = 0xF1;
inline constexpr unsigned char interrupted = 0xF2;
inline constexpr unsigned char would_block = 0xF3;
inline constexpr unsigned char reset = 0xF4;
inline constexpr unsigned char gone = 0xF5;
inline constexpr unsigned char silence = 0xF6;
inline constexpr unsigned char outgoing =
    0xF9;  // then a count: so many bytes, the first ones, are ours to send
inline constexpr unsigned char sends = 0xFA;  // from here on the steps are send()'s
inline constexpr unsigned char rest = 0xFF;
}  // namespace script

/// Never fails. Steps that cannot stand where they do (anything behind the end) are left out.
[[nodiscard]] Schedule schedule_from_bytes(std::string_view bytes);

/// schedule_from_bytes() gives the same schedule back, if parse_schedule() could have made it.
[[nodiscard]] std::string to_bytes(const Schedule& schedule);

}  // namespace shortread::testing
