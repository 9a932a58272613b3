#include <shortread/chat/room.hpp>

#include <algorithm>
#include <tuple>

#include <shortread/chat/name.hpp>
#include <shortread/core/frame_encoder.hpp>

namespace shortread::chat {
namespace {

// What it said itself is never sent to it: its place moves on as if it had been. Once is enough:
// stretches that meet are one.
void pass_own(Member& member) {
  if (!member.own.empty() && member.own.front().begin == member.at) {
    member.at = member.own.front().end;
    member.own.pop_front();
  }
}

}  // namespace

void append_pair(Bytes& out, std::string_view name, ByteView message) {
  append_frame(out, bytes_of(name));
  append_frame(out, message);
}

std::expected<Member, std::string_view> Room::join(ByteView name) {
  if (const auto why = why_no_name(name)) return std::unexpected(*why);
  Member member{.name = std::string{text_of(name)}, .at = log_.end()};
  if (!names_.insert(member.name).second) {
    return std::unexpected("somebody here has this name already");
  }
  return member;
}

void Room::leave(const Member& member) { names_.erase(member.name); }

void Room::speak(Member& member, ByteView message) {
  pair_.clear();
  append_pair(pair_, member.name, message);
  const RoomLog::Position begin = log_.end();
  log_.append(pair_);
  if (!member.own.empty() && member.own.back().end == begin) member.own.back().end = log_.end();
  else member.own.push_back({.begin = begin, .end = log_.end()});
}

ByteView Room::pending(Member& member, RoomLog::Position until) const {
  ByteView stretch;
  std::ignore = pending(member, until, {&stretch, 1});
  return stretch;
}

std::size_t Room::pending(Member& member, RoomLog::Position until,
                          std::span<ByteView> stretches) const {
  pass_own(member);
  RoomLog::Position at = member.at;
  auto own = member.own.begin();
  std::size_t count = 0;
  while (at < until && count < stretches.size()) {
    const bool is_last = own == member.own.end();
    stretches[count] = log_.read(at, is_last ? until : std::min(until, own->begin));
    at += stretches[count++].size();
    if (!is_last && at == own->begin) at = (own++)->end;
  }
  return count;
}

void Room::taken(Member& member, std::size_t bytes) {
  while (bytes > 0) {
    pass_own(member);
    const RoomLog::Position next =
        member.own.empty() ? member.at + bytes : member.own.front().begin;
    const std::size_t step = std::min<std::size_t>(bytes, next - member.at);
    member.at += step;
    bytes -= step;
  }
}

std::uint64_t Room::bytes_behind(Member& member) const {
  pass_own(member);
  return log_.end() - member.at + member.own.size() * Member::own_bytes;
}

}  // namespace shortread::chat
