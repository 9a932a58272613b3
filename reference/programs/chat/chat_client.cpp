// The chat client: what you type goes to the room line by line, what the others say comes as it
// comes.

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <shortread/core/frame_encoder.hpp>
#include <shortread/core/printable.hpp>
#include <shortread/core/send_queue.hpp>
#include <shortread/net/stop_signals.hpp>
#include <shortread/net/stream.hpp>
#include <shortread/programs/command_line.hpp>
#include <shortread/programs/exit_code.hpp>
#include <shortread/programs/output.hpp>

#include "line_editor.hpp"
#include "pairs.hpp"

namespace {

using namespace shortread;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t line_bytes_max = 1 * MiB;
constexpr std::chrono::seconds farewell_time{1};  // for what we are owed, once we have left

struct Options {
  Endpoint endpoint;
  std::string name;
  bool stays = false;
};

Options options_of(int argc, const char* const* argv) {
  Options options;
  CommandLine line{"chat_client", "A chat room's client: each line you write is a message."};
  line.host_and_port(options.endpoint);
  line.text("--name", options.name, "your name; asked for where it is not given");
  line.toggle("--stay", options.stays, "listen on at the end of input");
  line.parse(argc, argv);
  return options;
}

// The window has another size, or we were stopped and go on: the prompt is to be drawn again.
volatile std::sig_atomic_t screen_has_changed = 0;

void watch_the_screen() {
  struct sigaction action{};
  action.sa_handler = [](int) { screen_has_changed = 1; };
  ::sigaction(SIGWINCH, &action, nullptr);
  ::sigaction(SIGCONT, &action, nullptr);
}

bool is_on_a_terminal() { return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0; }

class Client {
 public:
  Client(Connection connection, const Options& options)
      : connection_{std::move(connection)}, stays_{options.stays} {
    if (!options.name.empty()) queue(options.name);
    if (!is_on_a_terminal()) {
      if (options.name.empty() && ::isatty(STDIN_FILENO) != 0) print("Username: ");
      return;
    }
    watch_the_screen();
    has_name_ = !options.name.empty();
    editor_.emplace(has_name_ ? prompt_of(options.name) : "Username: ");
  }

  int run() {
    while (!exit_code_) turn();
    return *exit_code_;
  }

 private:
  [[nodiscard]] int fd() const { return connection_.descriptor.number(); }

  // What waits to be sent is bounded: while it is much, nobody reads the keyboard.
  [[nodiscard]] bool reads_input() const {
    return !input_has_ended_ && !sending_has_failed_ && queue_.bytes_pending() < MiB;
  }

  void turn() {
    const short for_sending = queue_.is_empty() ? 0 : POLLOUT;
    std::array<pollfd, 3> watched{
        pollfd{.fd = fd(), .events = static_cast<short>(POLLIN | for_sending), .revents = 0},
        pollfd{.fd = reads_input() ? STDIN_FILENO : -1, .events = POLLIN, .revents = 0},
        pollfd{.fd = stop_, .events = POLLIN, .revents = 0}};
    const int ready = ::poll(watched.data(), watched.size(), patience());
    if (ready < 0 && errno != EINTR) return fail(describe(last_error("poll", connection_.peer)));
    if (std::exchange(screen_has_changed, 0) != 0 && editor_) editor_->draw_again();
    if (ready > 0 && watched[2].revents != 0) return end(holds);
    if (leaves_at_ && *leaves_at_ <= Clock::now()) return leave();
    if (ready <= 0) return;
    if (watched[1].revents != 0) editor_ ? read_keys() : read_input();
    if (!queue_.is_empty()) send_some();
    if (watched[0].revents != 0) receive();
  }

  [[nodiscard]] int patience() const {
    if (!leaves_at_) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*leaves_at_ - Clock::now());
    return static_cast<int>(std::max(left, 0ms).count());
  }

  void read_keys() {
    std::vector<std::string> lines;
    const auto more = editor_->read_keys(lines);
    for (const std::string& line : lines) queue_line(line);
    if (more == LineEditor::More::has_ended) end_input();
  }

  // On a terminal without --name the first line is the name, and the prompt from then on.
  void queue_line(const std::string& line) {
    queue(line);
    if (!std::exchange(has_name_, true)) editor_->set_prompt(prompt_of(line));
  }

  static std::string prompt_of(const std::string& name) {
    return printable(bytes_of(name)) + " > ";
  }

  void read_input() {
    std::array<char, 65536> room;
    const ssize_t got = ::read(STDIN_FILENO, room.data(), room.size());
    if (got < 0 && errno == EINTR) return;
    if (got <= 0) return end_input();
    line_ += std::string_view{room.data(), static_cast<std::size_t>(got)};
    for (std::size_t end = line_.find('\n'); end != std::string::npos; end = line_.find('\n')) {
      queue(line_.substr(0, end));
      line_.erase(0, end + 1);
    }
    if (line_.size() > line_bytes_max) fail("a line of more than 1 MiB is no message");
  }

  // A last line needs no newline.
  void end_input() {
    input_has_ended_ = true;
    editor_.reset();
    if (!line_.empty()) queue(line_);
    line_.clear();
    finish_when_sent();
  }

  void queue(std::string_view text) {
    if (!queue_.push(encode_frame(bytes_of(text)))) fail("too much to send");
  }

  void send_some() {
    const ByteView bytes = queue_.peek();
    const ssize_t sent = ::send(fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) queue_.commit(static_cast<std::size_t>(sent));
    else if (sent < 0 && errno != EAGAIN && errno != EINTR) sending_failed();
    finish_when_sent();
  }

  // The server may have told us why before it closed: so we read on.
  void sending_failed() {
    sending_has_failed_ = true;
    queue_.commit(queue_.bytes_pending());
  }

  void finish_when_sent() {
    const bool is_done = input_has_ended_ && queue_.is_empty() && !stays_ && !leaves_at_;
    if (!is_done) return;
    finish_sending(connection_);
    leaves_at_ = Clock::now() + farewell_time;
  }

  void receive() {
    std::array<std::byte, 65536> room;
    const ssize_t received = ::recv(fd(), room.data(), room.size(), MSG_DONTWAIT);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (received < 0) return fail(describe(last_error("recv", connection_.peer)));
    if (received == 0) return leave();
    const auto wrong = pairs_.take({room.data(), static_cast<std::size_t>(received)});
    if (wrong) fail(*wrong);
  }

  void show(std::string_view line) {
    if (editor_) editor_->print_above(line);
    else print_line(line);
  }

  void leave() {
    if (pairs_.end() == Pairs::End::inside_a_pair) return fail("the server left inside a message");
    if (pairs_.was_refused() || sending_has_failed_) return fail("the server has refused us");
    if (!leaves_at_) say("the server has left");
    end(holds);
  }

  void fail(std::string_view why) {
    say(why);
    end(falls_short);
  }

  // The terminal is given back first: what is said then stands on a line of its own.
  void say(std::string_view what) {
    editor_.reset();
    complain("chat_client", what);
  }

  void end(int exit_code) {
    editor_.reset();
    exit_code_ = exit_code;
  }

  Connection connection_;
  bool stays_;
  SendQueue queue_{QueueLimit{4 * MiB}};
  Pairs pairs_{[this](std::string_view line) { show(line); }};
  int stop_ = stop_descriptor();
  std::optional<LineEditor> editor_;  // on a terminal, as long as somebody may type
  bool has_name_ = true;
  std::string line_;  // begun, its end not read yet
  bool input_has_ended_ = false;
  bool sending_has_failed_ = false;
  std::optional<Clock::time_point> leaves_at_;  // finished sending: at the latest
  std::optional<int> exit_code_;
};

}  // namespace

int main(int argc, char** argv) {
  const Options options = options_of(argc, argv);
  end_cleanly_on_signals();  // until there is something to end in order
  auto connection = connect_to(options.endpoint);
  if (!connection) {
    complain("chat_client", describe(connection.error()));
    return falls_short;
  }
  return Client{*std::move(connection), options}.run();
}
