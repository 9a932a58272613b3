"""./course bugs --foreign: parsers that Debian ships, under frame_split: does how the stream is cut change their answer?"""

import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PARSERS = {"hiredis": "hiredis", "expat": "expat", "yajl": "yajl", "http_parser": "http_parser"}  # its name: its library
EXECUTIONS = re.compile(r"stat::number_of_executed_units: (\d+)")
TOLD = re.compile(r"^(schedule|expected|got): .*$", re.MULTILINE)


def build(name, library, folder):
    made = folder / f"{name}.so"
    subprocess.run([os.environ.get("CC", "cc"), "-O1", "-shared", "-fPIC", f"-I{ROOT}/fuzz", ROOT / f"fuzz/foreign/{name}.c",
                    f"-l{library}", "-o", made], check=True)
    return made


def hunt(made, name, engines, seconds, seed):
    """What frame_split finds, in three lines; and how many inputs it tried."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([pathlib.Path(engines) / "bin/fuzz_frame_split", folder, ROOT / "fuzz/foreign/seeds" / name,
                               f"-seed={seed}", f"-max_total_time={seconds}", "-max_len=300", "-timeout=5",
                               "-print_final_stats=1", f"-artifact_prefix={folder}/"],
                              env=os.environ | {"SHORTREAD_IMPLEMENTATION": str(made)}, capture_output=True, text=True,
                              errors="replace", check=False)
    executions = EXECUTIONS.search(done.stderr)
    if not executions:
        raise SystemExit(f"{name} did not run:\n{done.stderr[-2000:]}")
    return ([] if done.returncode == 0 else [one[0] for one in TOLD.finditer(done.stderr)]), int(executions[1])


def hold_all(engines, seconds, seed):
    """True where every one's answer is the same however its stream is cut."""
    folder = ROOT / "build/foreign"
    folder.mkdir(parents=True, exist_ok=True)
    all_hold = True
    for name, library in PARSERS.items():
        found, executions = hunt(build(name, library, folder), name, engines, seconds, seed)
        print(f"{name:12} {executions:8} inputs, each in one piece, byte by byte and as scheduled: "
              f"{'the same answer' if not found else 'DIFFERENT answers'}", flush=True)
        print("".join(f"  {line[:300]}\n" for line in found), end="")
        all_hold = all_hold and not found
    return all_hold
