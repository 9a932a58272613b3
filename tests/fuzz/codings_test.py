"""The five known bugs that fuzzing takes longest for, each written twice more by other means: found as the first is.
A target that knew only one way to write a mistake would have found a coincidence."""

import pathlib
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGETS = ["header", "frame_model"]


def run(*words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=100, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def is_found(coding):
    return any(run(target, "--implementation", coding, "--minimal", "--seconds", "5").returncode == 1 for target in TARGETS)


codings = sorted(file.stem for file in (ROOT / "lessons").glob("0*/bugs/codings/*.diff"))
lost = [coding for coding in codings if not is_found(coding)]
with tempfile.TemporaryDirectory() as folder:
    good_day = pathlib.Path(folder) / "good_day.schedule"
    good_day.write_text('incoming "5         hello"\n')
    broken = [coding for coding in codings
              if run("replay", str(good_day), "--target", "frame_model", "--implementation", coding).returncode != 0]
print(f"{len(codings)} codings, not found: {lost}, broken on a good day: {broken}")
sys.exit(1 if len(codings) < 10 or lost or broken else 0)
