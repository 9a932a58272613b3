// One exercise of lesson 3 as a module: SHORTREAD_EXERCISE is the file, whoever wrote it.
#include SHORTREAD_EXERCISE

#include <tests/requirements/chat_select/part.hpp>

namespace {

static_assert(chat_select::HubOfARoom<chat_select::Hub>,
              "class Hub needs what the concept HubOfARoom in requirements.hpp names");

class Opened final : public requirements::OpenHub {
 public:
  explicit Opened(const chat_select::Limits& limits) : hub_{limits} {}
  void connect(int client, Time now) override { hub_.connect(client, now); }
  void receive(int client, std::string_view bytes) override { hub_.receive(client, bytes); }
  void finish(int client) override { hub_.finish(client); }
  void disconnect(int client) override { hub_.disconnect(client); }
  void tick(Time now) override { hub_.tick(now); }
  std::string_view pending(int client) override { return pending_ = hub_.pending(client); }
  void sent(int client, std::size_t count) override { hub_.sent(client, count); }
  bool is_done(int client) override { return hub_.is_done(client); }

 private:
  chat_select::Hub hub_;
  // Whatever pending() gives, a string of its own or a look at the hub's, lives until it is looked
  // at.
  decltype(hub_.pending(0)) pending_{};
};

std::unique_ptr<requirements::OpenHub> open_hub(const chat_select::Limits& limits) {
  return std::make_unique<Opened>(limits);
}

}  // namespace

extern "C" const void* shortread_part() {
  static const requirements::ChatSelectPart part{.open_hub = open_hub};
  return &part;
}
