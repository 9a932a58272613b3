"""Lesson 5's properties under libFuzzer, built as its page says: nothing found in a good reader, a known bug at once."""

import pathlib
import subprocess
import sys
import tempfile

COMPILER, BUILD = sys.argv[1], pathlib.Path(sys.argv[2])
ROOT = pathlib.Path(__file__).resolve().parents[2]
BUGS = ROOT / "lessons/02_fixed_header/bugs"


def built(folder, name, reader=None):
    flags = [] if reader is None else [f'-DSHORTREAD_READER="{reader}"']
    subprocess.run([COMPILER, "-std=c++23", "-g", "-O1", "-fsanitize=fuzzer,address,undefined", "-I", BUILD / "include",
                    "-I", ROOT / "lessons/02_fixed_header", "-I", ROOT, *flags, ROOT / "lessons/05_fuzz_it/engine.cpp",
                    "-o", folder / name], check=True)
    return folder / name


def hunt(binary, *limits):
    return subprocess.run([binary, "-seed=1", "-max_len=200", f"-dict={ROOT}/fuzz/dictionaries/frame.dict", *limits],
                          cwd=binary.parent, capture_output=True, text=True, errors="replace", timeout=120, check=False)


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    good = hunt(built(folder, "good"), "-runs=20000")
    print(good.stderr[-300:])
    wrong = good.returncode != 0
    for bug in ("leftover_bytes_forgotten", "begins_anew_after_an_error"):
        reader = folder / f"{bug}.cpp"
        subprocess.run(["patch", "--quiet", f"--output={reader}", BUGS.parent / "solution/fixed_header.cpp", BUGS / f"{bug}.diff"],
                       check=True)
        found = hunt(built(folder, bug, reader), "-max_total_time=60")
        said = [line for line in found.stderr.splitlines() if line.startswith(("what_goes_in", "cuts_change", "does_what"))]
        print(bug, found.returncode, said)
        wrong = wrong or found.returncode == 0 or not said
sys.exit(1 if wrong else 0)
