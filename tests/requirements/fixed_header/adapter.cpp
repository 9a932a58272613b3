#include <tests/requirements/fixed_header/adapter.hpp>

#include <dlfcn.h>

#include <stdexcept>

#include <fuzz/adapter.h>
#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace requirements {
namespace {

using shortread::FrameError;
using shortread::FrameErrorKind;

// Its functions, found by their names once it is loaded. A part's own have no room for them.
struct Adapter {
  decltype(&shortread_open) open = nullptr;
  decltype(&shortread_close) close = nullptr;
  decltype(&shortread_feed) feed = nullptr;
  decltype(&shortread_next) next = nullptr;
  decltype(&shortread_end) end = nullptr;
  decltype(&shortread_error_offset) error_offset = nullptr;
};
Adapter adapter;

template <class Function>
bool find(void* module, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(module, name));
  return function != nullptr;
}

class AdaptedReader final : public Reader {
 public:
  explicit AdaptedReader(std::uint64_t limit) : parser_{adapter.open(limit)} {
    if (parser_ == nullptr) throw std::runtime_error("shortread_open() gave no parser");
  }
  ~AdaptedReader() override { adapter.close(parser_); }
  AdaptedReader(const AdaptedReader&) = delete;
  AdaptedReader& operator=(const AdaptedReader&) = delete;

  void feed(std::string_view piece) override { adapter.feed(parser_, piece.data(), piece.size()); }

  Step next_frame() override {
    const char* payload = nullptr;
    std::size_t size = 0;
    const int answer = adapter.next(parser_, &payload, &size);
    if (answer == SHORTREAD_FRAME) return std::string{payload, size};
    if (answer == SHORTREAD_MORE) return std::nullopt;
    const auto kind = answer == SHORTREAD_TOO_LONG ? FrameErrorKind::over_limit
                                                   : FrameErrorKind::malformed_header;
    failed_ = FrameError{.kind = kind, .offset = adapter.error_offset(parser_)};
    return std::unexpected(*failed_);
  }

  [[nodiscard]] std::expected<void, FrameError> end_of_stream() const override {
    if (failed_) return std::unexpected(*failed_);
    std::uint64_t missing = 0;
    if (adapter.end(parser_, &missing) == 0) return {};
    return std::unexpected(FrameError{.kind = FrameErrorKind::closed_inside_frame,
                                      .offset = adapter.error_offset(parser_),
                                      .missing = missing});
  }

 private:
  shortread_parser* parser_;
  std::optional<FrameError> failed_;
};

// Writing is not its business: here it is always right.
std::string written(std::string_view payload) { return by_the_book::frame(payload); }

std::unique_ptr<Reader> open_reader(std::uint64_t limit) {
  return std::make_unique<AdaptedReader>(limit);
}

fixed_header::Ending no_loop(int /*server*/, std::uint64_t /*limit*/,
                             const fixed_header::Show& /*show*/) {
  throw std::runtime_error("an adapter has no loop around recv() to be judged");
}

}  // namespace

const FixedHeaderPart* part_of_adapter(void* module) {
  const bool is_adapter = find(module, "shortread_open", adapter.open) &&
                          find(module, "shortread_close", adapter.close) &&
                          find(module, "shortread_feed", adapter.feed) &&
                          find(module, "shortread_next", adapter.next) &&
                          find(module, "shortread_end", adapter.end) &&
                          find(module, "shortread_error_offset", adapter.error_offset);
  if (!is_adapter) return nullptr;
  static const FixedHeaderPart part{
      .encode_frame = written, .open_reader = open_reader, .receive_frames = no_loop};
  return &part;
}

}  // namespace requirements
