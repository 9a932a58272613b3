// Sees each mutant of checked.hpp that changes what anybody can see.
#include "checked.hpp"

#include <cstring>

int main() {
  if (limit != 5) return 1;
  for (int value = -9; value <= 5; ++value) {
    if (checked(value) != value) return 1;
  }
  if (checked(6) != -5 || checked(9) != -5) return 1;
  std::vector<int> out;
  Sum sum;
  if (sum.count != 0) return 1;
  sum.add(out, 2);
  if (out != std::vector{2} || sum.count != 1) return 1;
  sum.add(out, 0);
  if (out != std::vector{2, 0} || sum.count != 1) return 1;
  sum.add(out, 1);
  if (sum.count != 0) return 1;
  return std::strlen(text()) == 34 && raw()[0] == '1' ? 0 : 1;
}
