"""A copy of the project in the build folder, with mutants in its reference/core, built there."""

import os
import pathlib
import re
import shutil
import subprocess

from schemata import SWITCH

COPIED = ("CMakeLists.txt", "docs", "fuzz", "lessons", "reference", "tests")
# A compiler's complaint, and the instances and includes it was led through: FILE:LINE: or FILE:LINE:COLUMN:
COMPLAINT = re.compile(r"(?m)^(?P<file>[^\s:]+):(?P<line>\d+):(?:\d+:)? +error:")


class BuildFailed(Exception):
    """What no mutant is to blame for."""


def write_if_changed(path, text):
    """Ninja goes by the time of a file."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class Workshop:
    """One copy and its build. `changed` are texts in place of the project's own, by path."""

    def __init__(self, project, folder, jobs, log):
        self.project = project
        self.copy = folder / "project"
        self.build = folder / "build"
        self.jobs = jobs
        self.log = log

    def lay_out(self, changed):
        wanted = {}
        for name in COPIED:
            source = self.project / name
            files = [source] if source.is_file() else sorted(source.rglob("*"))
            wanted |= {file.relative_to(self.project): file for file in files
                       if file.is_file() and "__pycache__" not in file.parts}
        for path, file in wanted.items():
            self.lay_file(path, file, changed)
        for left_over in [one for one in self.copy.rglob("*") if one.is_file()]:
            if left_over.relative_to(self.copy) not in wanted:
                left_over.unlink()
        write_if_changed(self.build / "mutant_switch.hpp", SWITCH)

    def lay_file(self, path, file, changed):
        if str(path) in changed:
            write_if_changed(self.copy / path, changed[str(path)])
            return
        target = self.copy / path
        if not target.is_file() or target.read_bytes() != file.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)

    def configure(self):
        """As fast as tests need; the library's own checks on, so that a bad index dies at once."""
        flags = f"-O1 -w -D_GLIBCXX_ASSERTIONS -include {self.build}/mutant_switch.hpp"
        done = self.run(["cmake", "-G", "Ninja", "-S", self.copy, "-B", self.build,
                         "-DCMAKE_BUILD_TYPE=None", f"-DCMAKE_CXX_FLAGS={flags}"])
        if done.returncode != 0:
            raise BuildFailed(done.stdout)

    def compile(self, target):
        """True, or the compiler's complaints as (path in the project, line)."""
        done = self.run(["cmake", "--build", self.build, "--target", target, "--parallel", str(self.jobs),
                         "--", "-k", "0"])
        if done.returncode == 0:
            return []
        found = {self.complaint(match) for match in COMPLAINT.finditer(done.stdout)}
        if not found:
            raise BuildFailed(done.stdout)
        return sorted(found)

    def complaint(self, match):
        """The reference is also reached as include/shortread."""
        path = pathlib.Path(os.path.realpath(self.build / match["file"]))
        inside = path.is_relative_to(self.copy.resolve())
        return str(path.relative_to(self.copy.resolve()) if inside else path), int(match["line"])

    def run(self, command):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              errors="replace", check=False, env=os.environ | {"LC_ALL": "C"})
        with self.log.open("a", encoding="utf-8") as log:
            log.write(done.stdout)
        return done

    def program(self, name):
        return self.build / "tests" / name
