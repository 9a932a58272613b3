// Misses the border of checked() and all of add().
#include "checked.hpp"

int main() {
  if (checked(9) != -5 || checked(1) != 1) return 1;
  return 0;
}
