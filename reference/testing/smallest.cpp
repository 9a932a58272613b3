#include <shortread/testing/smallest.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace shortread::testing {
namespace {

class Shrinking {
 public:
  Shrinking(Schedule schedule, const StillFails& fails, std::size_t tries_max)
      : best_{std::move(schedule)}, fails_{fails}, tries_left_{tries_max} {}

  Schedule smallest() {
    while (is_smaller_after_all_ways() && tries_left_ > 0) {
    }
    return best_;
  }

 private:
  // Each way once, in this order; one may make room for another, so they are gone through again.
  bool is_smaller_after_all_ways() {
    const std::array<bool, 6> smaller{
        drop_steps(&Schedule::receives),  drop_steps(&Schedule::sends),
        join_pieces(&Schedule::receives), join_pieces(&Schedule::sends),
        drop_bytes(&Schedule::incoming),  drop_bytes(&Schedule::outgoing)};
    return std::ranges::find(smaller, true) != smaller.end();
  }

  bool take_if_it_fails(Schedule smaller) {
    if (tries_left_ == 0) return false;
    --tries_left_;
    if (!fails_(smaller)) return false;
    best_ = std::move(smaller);
    return true;
  }

  // Halves first, single ones last: a long schedule becomes short in few tries.
  template <class List>
  bool drop_runs(List Schedule::* list) {
    bool is_smaller = false;
    for (std::size_t run = std::max<std::size_t>((best_.*list).size() / 2, 1); run > 0; run /= 2) {
      for (std::size_t at = 0; at + run <= (best_.*list).size() && tries_left_ > 0;) {
        Schedule smaller = best_;
        const auto begin = (smaller.*list).begin() + static_cast<std::ptrdiff_t>(at);
        (smaller.*list).erase(begin, begin + static_cast<std::ptrdiff_t>(run));
        if (take_if_it_fails(std::move(smaller))) is_smaller = true;
        else at += run;
      }
    }
    return is_smaller;
  }

  bool drop_steps(std::vector<Step> Schedule::* steps) { return drop_runs(steps); }
  bool drop_bytes(std::string Schedule::* bytes) { return drop_runs(bytes); }

  // Two pieces become one: a cut less, and the later cuts stay where they are.
  bool join_pieces(std::vector<Step> Schedule::* steps) {
    bool is_smaller = false;
    for (std::size_t at = 0; at + 1 < (best_.*steps).size() && tries_left_ > 0;) {
      Schedule smaller = best_;
      std::vector<Step>& list = smaller.*steps;
      if (list[at].act != Act::bytes || list[at + 1].act != Act::bytes) {
        ++at;
        continue;
      }
      list[at].count += list[at + 1].count;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(at) + 1);
      if (take_if_it_fails(std::move(smaller))) is_smaller = true;
      else ++at;
    }
    return is_smaller;
  }

  Schedule best_;
  const StillFails& fails_;
  std::size_t tries_left_;
};

}  // namespace

Schedule smallest_failing(Schedule schedule, const StillFails& fails, std::size_t tries_max) {
  return Shrinking{std::move(schedule), fails, tries_max}.smallest();
}

}  // namespace shortread::testing
