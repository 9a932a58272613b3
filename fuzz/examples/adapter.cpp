// An adapter in C++, for a parser with a mistake: it takes the first header for good as soon as it
// has ten bytes, but forgets what came behind a frame in the same read.
#include <adapter.h>

#include <cstdlib>
#include <string>

struct shortread_parser {
  std::string bytes, payload;
};

shortread_parser* shortread_open(uint64_t /*limit*/) { return new shortread_parser; }
void shortread_close(shortread_parser* opened) { delete opened; }

void shortread_feed(shortread_parser* opened, const char* bytes, size_t count) {
  opened->bytes.append(bytes, count);
}

int shortread_next(shortread_parser* opened, const char** payload, size_t* size) {
  if (opened->bytes.size() < 10) return SHORTREAD_MORE;
  const auto length = static_cast<size_t>(std::atoll(opened->bytes.substr(0, 10).c_str()));
  if (opened->bytes.size() - 10 < length) return SHORTREAD_MORE;
  opened->payload = opened->bytes.substr(10, length);
  opened->bytes.clear();  // the mistake
  *payload = opened->payload.data();
  *size = opened->payload.size();
  return SHORTREAD_FRAME;
}

int shortread_end(shortread_parser* /*opened*/, uint64_t* missing) {
  *missing = 0;
  return 0;
}
uint64_t shortread_error_offset(const shortread_parser* /*opened*/) { return 0; }
