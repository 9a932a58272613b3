// What mutants_test.py changes: small enough that each of its mutants is known by heart.
#pragma once

#include <cassert>
#include <cstddef>
#include <vector>

#define LARGEST (2 + 3) /* a preprocessor line: never changed */

enum class Kind : int { small = 1, large = 1 + 1 };

template <typename T>
T twice(T value) {
  return value + value;
}

constexpr int limit = 5;  // 1 < 2 && true in a comment

/* if (value < 1) return 1 + 2; */
inline int checked(int value) {
  assert(limit > 0 && "a text with 1 < 2");
  if (value > limit) return -limit;  // no border without a witness
  return value;
}

inline const char* text() { return "if (1 < 2) return 3 + 4; // \" true"; }
inline const char* raw() { return R"x(1 < 2)" + 3)x"; }

struct Sum {
  std::size_t count = 0;
  void add(std::vector<int>& out, int value) {
    out.push_back(value);
    if (value == 0) {
      return;
    }
    if (value > 1) ++count;
    else --count;  // a dropped statement must leave this else with its if
  }
};
