#include <tests/requirements/chat_select/room_model.hpp>

#include <utf8.h>
#include <algorithm>

#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace requirements {
namespace {

using by_the_book::frame;

// A hub need not look at everybody's place after every byte.
constexpr std::size_t notice_bytes = 64 * 1024;

bool is_utf8(const std::string& text) { return utf8::is_valid(text.begin(), text.end()); }

// C0, DEL and C1. Requires: it is UTF-8.
bool has_control_characters(const std::string& text) {
  const std::u32string characters = utf8::utf8to32(text);
  return std::ranges::any_of(characters,
                             [](char32_t c) { return c < 0x20 || (0x7F <= c && c <= 0x9F); });
}

bool is_torn(const by_the_book::Decoded& decoded) {
  return decoded.error && decoded.error->kind == by_the_book::FrameErrorKind::closed_inside_frame;
}

}  // namespace

bool RoomModel::connect(int client, Time now) {
  const auto leaving =
      std::ranges::count_if(guests_, [](const auto& entry) { return entry.second.is_leaving; });
  Guest& guest = guests_[client];
  guest.name_is_due = now + limits_.name_time;
  const bool is_full = guests_.size() > limits_.clients;
  if (is_full) told_why(guest);
  return !is_full || guests_.size() - static_cast<std::size_t>(leaving) > limits_.clients;
}

void RoomModel::receive(int client, std::string_view bytes) {
  Guest& guest = guests_.at(client);
  if (guest.is_leaving) return;
  guest.begun += bytes;
  const auto decoded = by_the_book::decode(guest.begun, limits_.message_bytes);
  for (const std::string& payload : decoded.frames) {
    if (!guest.is_leaving) take(client, guest, payload);
    guest.begun.erase(0, frame(payload).size());
  }
  if (decoded.error && !is_torn(decoded)) told_why(guest);
}

void RoomModel::take(int client, Guest& guest, const std::string& payload) {
  if (guest.name.empty()) {
    if (!is_a_good_name(payload)) return told_why(guest);
    guest.name = payload;
    return;
  }
  if (!is_utf8(payload)) return told_why(guest);
  const std::string pair = frame(guest.name) + frame(payload);
  guest.bytes_of_its_own += pair.size();
  for (auto& [other, listener] : guests_) {
    if (other != client && !listener.name.empty() && !listener.is_leaving) listener.owed += pair;
  }
}

bool RoomModel::is_a_good_name(const std::string& name) const {
  const bool is_taken = std::ranges::any_of(guests_, [&](const auto& entry) {
    return entry.second.name == name && !entry.second.is_leaving;
  });
  return !is_taken && !name.empty() && name.size() <= 32 && is_utf8(name) &&
         !has_control_characters(name) && name != "server";
}

void RoomModel::told_why(Guest& guest) {
  guest.is_told_why = guest.is_told_why || !guest.is_leaving;
  guest.is_leaving = true;
}

// An end inside a frame breaks a rule, and there may be nobody left who wants to know.
void RoomModel::finish(int client) {
  Guest& guest = guests_.at(client);
  if (guest.is_leaving) return;
  guest.is_leaving = true;
  guest.may_be_told_why = is_torn(by_the_book::decode(guest.begun, limits_.message_bytes));
}

void RoomModel::disconnect(int client) { guests_.erase(client); }
void RoomModel::drop(int client) { guests_.erase(client); }

void RoomModel::tick(Time now) {
  for (auto& [_, guest] : guests_) {
    if (guest.name.empty() && !guest.is_leaving && guest.name_is_due <= now) told_why(guest);
  }
}

// What it said itself may count, for the room keeps that for the others.
bool RoomModel::may_be_dropped(const Guest& guest) const {
  return guest.owed.size() - std::min(guest.owed.size(), guest.got.size()) +
             2 * guest.bytes_of_its_own >
         limits_.lag_bytes;
}

bool RoomModel::must_be_dropped(const Guest& guest) const {
  return guest.owed.size() - std::min(guest.owed.size(), guest.got.size()) >
         limits_.lag_bytes + notice_bytes + limits_.message_bytes;
}

}  // namespace requirements
