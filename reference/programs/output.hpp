// What programs say: lines on standard output, talk about errors on standard error.
#pragma once

#include <string_view>

namespace shortread {

/// Writes `text` at once (flushed). Where nobody takes it any more, the program ends with 1:
/// without a reader there is no reason to go on.
void print(std::string_view text);

/// The same with a newline at its end.
void print_line(std::string_view line);

/// A line of a server's log: written at once, or not at all where nobody reads (a full pipe, a
/// closed one). A server that waited for the reader of its log would make everybody wait with it.
/// How many lines were left out stands in front of the next one. Requires: at most 2 KiB.
void log_line(std::string_view line);

/// "PROGRAM: WHAT" on standard error, in one write, so that threads and programs do not mix lines.
void complain(std::string_view program, std::string_view what);

/// From here on SIGINT and SIGTERM are a clean end: exit code 0.
void end_cleanly_on_signals();

}  // namespace shortread
