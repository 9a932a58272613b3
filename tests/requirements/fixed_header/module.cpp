// One exercise of lesson 2 as a module: SHORTREAD_EXERCISE is the file, whoever wrote it.
#include SHORTREAD_EXERCISE

#include <tests/requirements/fixed_header/part.hpp>

namespace {

static_assert(fixed_header::FrameReading<fixed_header::FrameReader>,
              "class FrameReader needs what the concept FrameReading in requirements.hpp names");

class Opened final : public requirements::Reader {
 public:
  explicit Opened(std::uint64_t limit) : reader_{limit} {}
  void feed(std::string_view piece) override { reader_.feed(piece); }
  Step next_frame() override { return reader_.next_frame(); }
  [[nodiscard]] std::expected<void, shortread::FrameError> end_of_stream() const override {
    return reader_.end_of_stream();
  }

 private:
  fixed_header::FrameReader reader_;
};

std::unique_ptr<requirements::Reader> open_reader(std::uint64_t limit) {
  return std::make_unique<Opened>(limit);
}

}  // namespace

extern "C" const void* shortread_part() {
  static const requirements::FixedHeaderPart part{
      .encode_frame = fixed_header::encode_frame,
      .open_reader = open_reader,
      .receive_frames = fixed_header::receive_frames,
  };
  return &part;
}
