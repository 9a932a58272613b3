// A Python program of tests/interop/peers/, run by the interpreter that CMake found.
#pragma once

#include <string>
#include <vector>

#include <tests/support/child_process.hpp>

namespace shortread::tests {

using ::shortread::testing::ChildProcess;
using Arguments = std::vector<std::string>;

class PythonPeer : public ChildProcess {
 public:
  explicit PythonPeer(const std::string& name, const Arguments& arguments)
      : ChildProcess{SHORTREAD_PYTHON, with_script(name, arguments)} {}

 private:
  // -I: whatever PYTHON* variables and modules lie about, the peers need the standard library
  // alone.
  static Arguments with_script(const std::string& name, const Arguments& arguments) {
    Arguments all{"-I", "-X", "utf8", SHORTREAD_SOURCE_DIR "/tests/interop/peers/" + name + ".py"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return all;
  }
};

}  // namespace shortread::tests
