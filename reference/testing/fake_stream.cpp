#include <shortread/testing/fake_stream.hpp>

#include <algorithm>
#include <cerrno>

namespace shortread::testing {
namespace {

// A program that asks so often after the end, or after an error, has no other way out.
constexpr std::size_t futile_calls_max = 100;

constexpr Answer failed(int error) { return {.result = -1, .error = error}; }

std::string_view name_of(int error) {
  switch (error) {
    case EINTR:
      return "EINTR";
    case EAGAIN:
      return "EAGAIN";
    case ECONNRESET:
      return "ECONNRESET";
    case EPIPE:
      return "EPIPE";
    default:
      return "error";
  }
}

}  // namespace

std::string describe(const Event& event) {
  std::string text{event.call};
  text += '(' + std::to_string(event.asked) + ") = " + std::to_string(event.answer.result);
  if (event.answer.result < 0) return text + ' ' + std::string{name_of(event.answer.error)};
  if (event.answer.result == 0 && event.call == "recv") return text + "  the peer has closed";
  return text + "  " + in_quotes(event.bytes);
}

Step FakeStream::next_step(const std::vector<Step>& steps, std::size_t& at) const {
  if (at < steps.size()) return steps[at++];
  return {.act = Act::rest};
}

Answer FakeStream::recv(std::span<char> room, Receive how) {
  Answer answer = recv_once(room, how == Receive::and_keep_it);
  auto filled = static_cast<std::size_t>(std::max<std::ptrdiff_t>(answer.result, 0));
  while (how == Receive::all_of_it && answer.result > 0 && filled < room.size()) {
    const std::size_t step = next_receive_;
    const Answer more = recv_once(room.subspan(filled), false);
    if (more.error == ECONNRESET) {  // told by the next call: this one has bytes to give
      next_receive_ = step;
      end_ = Act::bytes;
    }
    if (more.result <= 0) break;
    filled += static_cast<std::size_t>(more.result);
  }
  if (answer.result > 0) answer.result = static_cast<std::ptrdiff_t>(filled);
  record("recv", room.size(), answer, {room.data(), filled});
  return answer;
}

Answer FakeStream::recv_once(std::span<char> room, bool keep) {
  if (room.empty()) return {};
  if (delivered_ < arrived_) return deliver(room, keep);
  if (has_ended()) return after_end();
  const Step step = next_step(schedule_.receives, next_receive_);
  switch (step.act) {
    case Act::bytes:
      return arrive(step.count, room, keep);
    case Act::rest:
      return arrive(schedule_.incoming.size(), room, keep);
    case Act::interrupted:
      return failed(EINTR);
    case Act::would_block:
      return failed(EAGAIN);
    case Act::silence:
      --next_receive_;
      throw WouldWaitForEver{"recv waits for bytes that never come"};
    case Act::reset:
      end_ = Act::reset;
      return failed(ECONNRESET);
    case Act::gone:
    case Act::end:
      break;
  }
  end_ = Act::end;
  return {};
}

// A step for bytes when all have been delivered already: nothing is left but the end.
Answer FakeStream::arrive(std::uint64_t count, std::span<char> room, bool keep) {
  const std::size_t left = schedule_.incoming.size() - arrived_;
  arrived_ += static_cast<std::size_t>(std::min<std::uint64_t>(count, left));
  if (delivered_ < arrived_) return deliver(room, keep);
  if (next_receive_ < schedule_.receives.size()) return recv_once(room, keep);
  end_ = Act::end;
  return {};
}

Answer FakeStream::deliver(std::span<char> room, bool keep) {
  const std::size_t count = std::min(room.size(), arrived_ - delivered_);
  std::copy_n(schedule_.incoming.data() + delivered_, count, room.data());
  if (!keep) delivered_ += count;
  return {.result = static_cast<std::ptrdiff_t>(count)};
}

// The kernel tells a reset once; then, as after an orderly end, recv gives 0 for ever.
Answer FakeStream::after_end() {
  if (++futile_calls_ > futile_calls_max) {
    throw WouldWaitForEver{"recv was called again and again after the end of the stream",
                           WouldWaitForEver::How::spins};
  }
  return {};
}

Answer FakeStream::send(std::string_view bytes) {
  const Answer answer = send_once(bytes);
  const auto taken = static_cast<std::size_t>(std::max<std::ptrdiff_t>(answer.result, 0));
  sent_ += bytes.substr(0, taken);
  record("send", bytes.size(), answer, bytes.substr(0, taken));
  return answer;
}

Answer FakeStream::send_once(std::string_view bytes) {
  if (send_end_ != Act::bytes) {
    if (++futile_calls_ > futile_calls_max) {
      throw WouldWaitForEver{"send was called again and again after the peer had gone",
                             WouldWaitForEver::How::spins};
    }
    return failed(EPIPE);
  }
  if (bytes.empty()) return {};
  const Step step = next_step(schedule_.sends, next_send_);
  switch (step.act) {
    case Act::interrupted:
      return failed(EINTR);
    case Act::would_block:
      return failed(EAGAIN);
    case Act::silence:
      --next_send_;
      throw WouldWaitForEver{"send waits for room that never comes"};
    case Act::reset:
      send_end_ = Act::reset;
      return failed(ECONNRESET);
    case Act::gone:
      send_end_ = Act::gone;
      return failed(EPIPE);
    case Act::bytes:
      return {.result =
                  static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(step.count, bytes.size()))};
    case Act::rest:
    case Act::end:
      break;
  }
  return {.result = static_cast<std::ptrdiff_t>(bytes.size())};
}

void FakeStream::record(std::string_view call, std::size_t asked, Answer answer,
                        std::string_view bytes) {
  if (remember_ == Remember::nothing) return;
  events_.push_back({.call = call,
                     .asked = asked,
                     .answer = answer,
                     .bytes = answer.result > 0 ? std::string{bytes} : std::string{}});
}

}  // namespace shortread::testing
