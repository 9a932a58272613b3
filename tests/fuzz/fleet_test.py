"""Plays the part of OSS-Fuzz and ClusterFuzzLite without Docker: their variables, our build script, and
what their own checks ask of $OUT (new_project_guide and bad_build_check of google/oss-fuzz)."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

CLANG, ROOT = sys.argv[1], pathlib.Path(__file__).resolve().parents[2]
FLAGS = "-O1 -fno-omit-frame-pointer -gline-tables-only -fsanitize=address -fsanitize-address-use-after-scope " \
        "-fsanitize=fuzzer-no-link"
OPTION = re.compile(r"(max_len|timeout|rss_limit_mb|dict) = \S+")
DICT_WORD = re.compile(r'(#.*|(\w+=)?"([^"\\]|\\x[0-9a-fA-F]{2}|\\\\|\\")*")?')


def expect(condition, what):
    if not condition:
        sys.exit(what)


def build(folder):
    source, out, work = folder / "src", folder / "out", folder / "work"
    for one in (source, out, work):
        one.mkdir()
    (source / "shortread").symlink_to(ROOT)
    variables = {"SRC": str(source), "OUT": str(out), "WORK": str(work), "CC": CLANG.replace("++", ""), "CXX": CLANG,
                 "CFLAGS": FLAGS, "CXXFLAGS": FLAGS, "LIB_FUZZING_ENGINE": "-fsanitize=fuzzer", "SANITIZER": "address",
                 "FUZZING_ENGINE": "libfuzzer", "ARCHITECTURE": "x86_64", "FUZZING_LANGUAGE": "c++"}
    done = subprocess.run([ROOT / ".clusterfuzzlite/build.sh"], env=os.environ | variables, capture_output=True,
                          text=True, check=False)
    expect(done.returncode == 0, f"build.sh exits {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return out


def check_target(binary, folder):
    name = binary.name
    expect(re.fullmatch(r"[A-Za-z0-9_-]+", name), f"{name}: not a name for a target")
    expect(b"LLVMFuzzerTestOneInput" in binary.read_bytes(), f"{name}: no target in it")
    empty = folder / f"cwd_{name}"
    empty.mkdir()
    done = subprocess.run([binary, "-runs=4", "-seed=1337"], cwd=empty, capture_output=True, text=True, check=False)
    expect(done.returncode == 0 and "Done 4 runs" in done.stderr, f"{name}: fails without seeds\n{done.stderr}")
    code = subprocess.run(["objdump", "-d", binary], capture_output=True, text=True, check=True).stdout
    asan, ubsan = (len(re.findall(rf"call.*<{kind}", code)) for kind in ("__asan", "__ubsan"))
    expect(asan >= 1000, f"{name}: {asan} calls of __asan, 1000 are asked for")
    expect(ubsan <= 200, f"{name}: {ubsan} calls of __ubsan in an address build")
    return f"{name}: {asan} asan calls"


def check_beside(binary, folder):
    name, out = binary.name, binary.parent
    with zipfile.ZipFile(out / f"{name}_seed_corpus.zip") as seeds:
        expect(seeds.namelist(), f"{name}: no seeds")
        expect(not any("/" in one for one in seeds.namelist()), f"{name}: the zip of seeds is not flat")
        seeds.extractall(folder / f"seeds_{name}")
    files = sorted((folder / f"seeds_{name}").iterdir())
    done = subprocess.run([binary, *files], capture_output=True, text=True, cwd=folder, check=False)
    expect(done.returncode == 0, f"{name}: a seed makes it fail\n{done.stderr[-2000:]}")
    section, *options = (out / f"{name}.options").read_text().split("\n")
    expect(section == "[libfuzzer]" and all(not one or OPTION.fullmatch(one) for one in options), f"{name}.options")
    for line in (out / f"{name}.dict").read_text().splitlines():
        expect(DICT_WORD.fullmatch(line), f"{name}.dict: {line}")
    return f"{len(files)} seeds"


with tempfile.TemporaryDirectory() as temporary:
    place = pathlib.Path(temporary)
    targets = [one for one in build(place).iterdir() if os.access(one, os.X_OK)]
    expect(len(targets) >= 7, f"{len(targets)} targets")
    expect("fuzz_canary" not in {one.name for one in targets}, "the canary would be reported every day")
    for target in sorted(targets):
        print(check_target(target, place) + ", " + check_beside(target, place))
