// Your properties under an engine: libFuzzer makes up bytes, coverage tells it which were worth it,
// and each input is held against one reader of frames. Whoever accuses it, ends the run.
//
//   clang++-19 -std=c++23 -g -O1 -fsanitize=fuzzer,address,undefined -I build/dev/include
//     -I lessons/02_fixed_header -I . lessons/05_fuzz_it/engine.cpp -o build/my_fuzzer
//   build/my_fuzzer -max_total_time=20 -dict=fuzz/dictionaries/frame.dict
//
// With your own files: -DSHORTREAD_HARNESS='"workspace/05_fuzz_it/fuzz_it.cpp"' and
// -DSHORTREAD_READER='"workspace/02_fixed_header/fixed_header.cpp"'.

#include "requirements.hpp"

#include <fuzzer/FuzzedDataProvider.h>
#include <cstdio>
#include <cstdlib>

#ifndef SHORTREAD_HARNESS
#define SHORTREAD_HARNESS "solution/fuzz_it.cpp"
#endif
#ifndef SHORTREAD_READER
#define SHORTREAD_READER "../02_fixed_header/solution/fixed_header.cpp"
#endif
#include SHORTREAD_HARNESS
#include SHORTREAD_READER

namespace {

class ReaderUnderTest final : public fuzz_it::Reader {
 public:
  explicit ReaderUnderTest(std::uint64_t limit) : reader_{limit} {}
  void feed(std::string_view piece) override { reader_.feed(piece); }
  Step next_frame() override { return reader_.next_frame(); }
  std::expected<void, fuzz_it::FrameError> end_of_stream() override {
    return reader_.end_of_stream();
  }

 private:
  fixed_header::FrameReader reader_;
};

std::unique_ptr<fuzz_it::Reader> open(std::uint64_t limit) {
  return std::make_unique<ReaderUnderTest>(limit);
}

void hold(const char* property, const fuzz_it::Accusation& accusation) {
  if (!accusation) return;
  std::fprintf(stderr, "%s: %s\n", property, accusation->c_str());
  std::abort();  // libFuzzer keeps the input
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider provider{data, size};
  fuzz_it::Pieces pieces;
  while (provider.remaining_bytes() > 0) {
    pieces.push_back(provider.ConsumeRandomLengthString(fuzz_it::limit));
    if (pieces.back().empty()) pieces.pop_back();
  }
  hold("what_goes_in_comes_out", fuzz_it::what_goes_in_comes_out(pieces, open));
  hold("cuts_change_nothing", fuzz_it::cuts_change_nothing(pieces, open));
  hold("does_what_the_page_says", fuzz_it::does_what_the_page_says(pieces, open));
  return 0;
}
