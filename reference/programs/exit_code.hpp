// What a program's exit code says; the same for all of ours, and a contract for scripts.
#pragma once

namespace shortread {

enum ExitCode : int {
  holds = 0,               ///< a clean end
  falls_short = 1,         ///< what was checked does not hold; refused or cut short
  undecided = 2,           ///< no answer in time
  not_ready = 3,           ///< the machine lacks something, or nothing listens there
  our_error = 4,           ///< a mistake of ours
  wrong_command_line = 64  ///< EX_USAGE of sysexits.h
};

}  // namespace shortread
