"""The corpora are an ordinary test, and a strong one: replayed alone, corpus/ kills nine in ten of the
known bugs, and with regressions/ all of them."""

import concurrent.futures
import pathlib
import subprocess
import sys

PROGRAM = sys.argv[1]
ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGETS = {
    "raw_send": ["receive_all", "send_all"],
    "fixed_header": ["header", "frame_split", "frame_model", "frame_bound", "receive_frames", "link_simulation"],
    "chat_select": ["chat_simulation", "chat_bound"],
}


def is_killed(bug, lesson, *only):
    for target in TARGETS[lesson]:
        done = subprocess.run([PROGRAM, "corpus", target, "--implementation", bug, *only],
                              capture_output=True, text=True, timeout=100, check=False)
        if done.returncode == 1:
            return True
        if done.returncode != 0:
            sys.exit(f"{bug} by {target}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return False


def survivors(bugs, *only):
    with concurrent.futures.ThreadPoolExecutor(2) as workers:
        killed = list(workers.map(lambda bug: is_killed(*bug, *only), bugs))
    return [bug for bug, dead in zip(bugs, killed) if not dead]


known = [(file.stem, folder.name[3:]) for folder in sorted((ROOT / "lessons").glob("0*"))
         if folder.name != "05_fuzz_it"  # harnesses: what finds bugs, not what has them
         for file in sorted((folder / "bugs").glob("*.diff"))]
alive = survivors(known, "--minimal")
print(f"corpus/ alone kills {len(known) - len(alive)} of {len(known)}; alive: {alive}")
still = survivors(alive) if alive else []
print(f"with regressions/ alive: {still}")
sys.exit(0 if len(known) >= 30 and 10 * len(alive) <= len(known) and not still else 1)
