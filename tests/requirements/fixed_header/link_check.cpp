// Two programs, each with the part's writer and reader, at the ends of the fake network. The bytes
// of the schedule are what happens: who says something, who sends, who receives, how long it takes.
#include <algorithm>
#include <array>

#include <shortread/testing/fake_link.hpp>
#include <tests/requirements/comparison.hpp>
#include <tests/requirements/fixed_header/limits.hpp>
#include <tests/requirements/fixed_header/seen.hpp>
#include <tests/requirements/fixed_header/whole_checks.hpp>
#include <tests/requirements/observed.hpp>
#include <tests/requirements/witness.hpp>

namespace requirements::fixed_header_checks {
namespace {

using shortread::testing::Answer;
using shortread::testing::End;
using shortread::testing::FakeLink;
using shortread::testing::in_quotes;

// What fits between the two, in each direction: little, so that there is backpressure at once.
constexpr std::size_t link_bytes = 48;

class Host {
 public:
  Host(const FixedHeaderPart& part, FakeLink& link, End end)
      : part_{part}, link_{link}, end_{end}, reader_{part.open_reader(small_limit)} {}

  void say(std::size_t size) {
    if (is_finishing_ || is_lost_) return;
    said_.emplace_back(size, static_cast<char>('0' + said_.size() % 10));
    note([&] { return "says " + in_quotes(said_.back()); });
    outgoing_ += part_.encode_frame(said_.back());
  }

  // What is queued is still sent, then the end.
  void finish() { is_finishing_ = true; }

  void break_off() {
    note([] { return std::string{"breaks off"}; });
    link_.reset(end_);
    is_lost_ = true;
  }

  bool send_some(std::size_t most) {
    if (is_lost_ || has_finished_) return false;
    if (outgoing_.empty()) return is_finishing_ && half_close();
    const Answer answer = link_.send(end_, std::string_view{outgoing_}.substr(0, most));
    if (answer.result < 0) return is_fatal(answer);
    note([&] {
      return "sends " + in_quotes(outgoing_.substr(0, static_cast<std::size_t>(answer.result)));
    });
    outgoing_.erase(0, static_cast<std::size_t>(answer.result));
    return true;
  }

  bool receive_some(std::size_t most) {
    if (is_lost_ || has_ended_) return false;
    std::array<char, link_bytes> room{};
    const Answer answer = link_.recv(end_, std::span{room}.first(std::min(most, link_bytes)));
    if (answer.result < 0) return is_fatal(answer);
    const std::string_view received{room.data(), static_cast<std::size_t>(answer.result)};
    note([&] { return "receives " + in_quotes(received); });
    if (received.empty()) ended();
    else hear(received);
    return true;
  }

  [[nodiscard]] const std::vector<std::string>& said() const { return said_; }
  [[nodiscard]] const std::vector<std::string>& heard() const { return heard_; }
  [[nodiscard]] const std::string& complaint() const { return complaint_; }

 private:
  template <class Words>
  void note(Words words) const {
    Witness::note([&] { return (end_ == End::a ? "a " : "b ") + words(); });
  }

  bool half_close() {
    note([] { return std::string{"has finished"}; });
    link_.half_close(end_);
    has_finished_ = true;
    return true;
  }

  bool is_fatal(const Answer& answer) {
    if (answer.error == EAGAIN || answer.error == EINTR) return answer.error == EINTR;
    is_lost_ = true;
    return true;
  }

  void hear(std::string_view bytes) {
    reader_->feed(bytes);
    for (auto step = reader_->next_frame();; step = reader_->next_frame()) {
      if (!step) return complain(step.error());
      if (!*step) return;
      heard_.push_back(*std::move(*step));
    }
  }

  // After a reset of a peer that had finished, this is all that tells of it.
  void ended() {
    has_ended_ = true;
    const auto end = reader_->end_of_stream();
    if (!end) complain(end.error());
  }

  void complain(const shortread::FrameError& error) {
    complaint_ = in_words(error);
    is_lost_ = true;
  }

  const FixedHeaderPart& part_;
  FakeLink& link_;
  End end_;
  std::unique_ptr<Reader> reader_;
  std::string outgoing_;
  std::vector<std::string> said_;
  std::vector<std::string> heard_;
  std::string complaint_;
  bool is_finishing_ = false;
  bool has_finished_ = false;
  bool has_ended_ = false;
  bool is_lost_ = false;
};

class Simulation {
 public:
  Simulation(const FixedHeaderPart& part, const Schedule& schedule)
      : schedule_{schedule}, a_{part, link_, End::a}, b_{part, link_, End::b} {}

  std::optional<Finding> run() {
    for (const char byte : schedule_.incoming) happen(static_cast<unsigned char>(byte));
    drain();
    if (auto found = compare(a_, b_, "a says, b hears")) return found;
    return compare(b_, a_, "b says, a hears");
  }

 private:
  // Three bits say what, one says who, four how much.
  void happen(unsigned byte) {
    const unsigned amount = byte >> 4U;
    const End end = (byte & 8U) == 0 ? End::a : End::b;
    Host& host = end == End::a ? a_ : b_;
    switch (byte & 7U) {
      case 0:
      case 1:
        return host.say(amount + 1);
      case 2:
        std::ignore = host.send_some(2 * amount + 1);
        return;
      case 3:
        std::ignore = host.receive_some(2 * amount + 1);
        return;
      case 4:
        return link_.advance(amount);
      case 5:
        return link_.set_latency(end, amount);
      case 6:
        return amount == 0 ? link_.interrupt(end) : link_.allow(end, amount - 1);
      default:
        return leave(host, amount);
    }
  }

  void leave(Host& host, unsigned amount) {
    if (amount > 13) {
      has_broken_ = true;
      host.break_off();
    } else if (amount > 11) {
      host.finish();
    }
  }

  // Until nothing moves any more: every round moves a byte or an end, so this ends.
  void drain() {
    a_.finish();
    b_.finish();
    for (bool moves = true; moves;) {
      constexpr std::size_t plenty = link_bytes;
      moves = a_.send_some(plenty);
      moves = b_.send_some(plenty) || moves;
      link_.advance(100);
      moves = a_.receive_some(plenty) || moves;
      moves = b_.receive_some(plenty) || moves;
    }
  }

  // All of it, once and in order; after a reset, its beginning.
  [[nodiscard]] std::optional<Finding> compare(const Host& from, const Host& to,
                                               const std::string& who) const {
    const auto& said = from.said();
    const auto& heard = to.heard();
    const bool is_beginning =
        heard.size() <= said.size() && std::equal(heard.begin(), heard.end(), said.begin());
    const bool is_right = has_broken_ ? is_beginning : heard == said && to.complaint().empty();
    if (is_right) return std::nullopt;
    const std::string trouble = to.complaint().empty() ? "" : ", then " + to.complaint();
    return finding(schedule_,
                   who + ": " + in_words(said) + (has_broken_ ? ", or its beginning" : ""),
                   in_words(heard) + trouble);
  }

  const Schedule& schedule_;
  FakeLink link_{link_bytes};
  Host a_;
  Host b_;
  bool has_broken_ = false;
};

}  // namespace

std::optional<Finding> what_one_says_the_other_hears(const FixedHeaderPart& part,
                                                     const Schedule& schedule) {
  auto found = observed([&] { return Simulation{part, schedule}.run(); });
  if (found) return *std::move(found);
  return finding(schedule, "each hears what the other says", "it " + found.error());
}

}  // namespace requirements::fixed_header_checks
