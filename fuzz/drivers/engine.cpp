// One target for an engine: libFuzzer, AFL++, whatever calls LLVMFuzzerTestOneInput(). The part is
// the reference, linked in, or the file that SHORTREAD_IMPLEMENTATION names. A finding is told and
// ends the program, as engines want it; SHORTREAD_ORACLE=crash tells only what would have crashed
// or hung by itself.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <tuple>

#include <shortread/testing/schedule_bytes.hpp>

#include <fuzz/target.hpp>
#include <tests/requirements/faked_calls.hpp>
#include <tests/requirements/module.hpp>
#include <tests/requirements/observed.hpp>

extern "C" const void* shortread_part();  // of the reference, linked in

namespace {

using namespace fuzz;

const void* part() {
  const char* const file = std::getenv("SHORTREAD_IMPLEMENTATION");
  if (file == nullptr || *file == '\0') return shortread_part();
  const auto loaded = requirements::load_module(file);
  if (loaded) return *loaded;
  std::fprintf(stderr, "SHORTREAD_IMPLEMENTATION: %s\n", loaded.error().c_str());
  std::_Exit(3);
}

bool tells_crashes_alone() {
  const char* const oracle = std::getenv("SHORTREAD_ORACLE");
  return oracle != nullptr && std::strcmp(oracle, "crash") == 0;
}

struct Session {
  const Target& target = *find_target(SHORTREAD_FUZZ_TARGET);
  const void* implementation = part();
  bool crashes_alone = tells_crashes_alone();
};

const Session& session() {
  static const Session one;
  return one;
}

void tell(const Finding& finding) {
  std::fprintf(stderr, "\nfinding: %s\nschedule: %s\nexpected: %s\ngot: %s\n",
               SHORTREAD_FUZZ_TARGET, to_line(finding.schedule).c_str(), finding.expected.c_str(),
               finding.got.c_str());
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  std::ignore = session();
  requirements::forbid_real_sockets();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > input_bytes_max) return 0;
  const auto schedule =
      shortread::testing::schedule_from_bytes({reinterpret_cast<const char*>(data), size});
  requirements::somebody_would_have_seen = false;
  const auto finding = session().target.check(session().implementation, schedule);
  if (!finding || (session().crashes_alone && !requirements::somebody_would_have_seen)) return 0;
  tell(*finding);
  std::abort();
}
