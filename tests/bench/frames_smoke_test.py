"""bench_frames ends well, fills every row of its table and judges every target."""

import itertools
import re
import subprocess
import sys

PAYLOADS = ["16 B", "64 B", "1 KiB", "64 KiB", "1-200 B"]
CHUNKS = ["16 B", "4 KiB", "64 KiB"]
RATIO = r"[\d.]+ \[[\d.]+ [\d.]+\]"
VERDICT = r"^  .* at most .* (holds|falls short)$"


def row(payload, chunk):
    return rf"^{payload} +{chunk} +[\d.]+ +{RATIO} +{RATIO} +{RATIO}$"


run = subprocess.run(
    [sys.argv[1], "--benchmark_repetitions=2", "--benchmark_min_time=0.000001"],
    stdout=subprocess.PIPE,
    text=True,
    timeout=50,
)
print(run.stdout)
assert run.returncode == 0, f"exit code {run.returncode}"
for payload, chunk in itertools.product(PAYLOADS, CHUNKS):
    assert re.search(row(payload, chunk), run.stdout, re.M), f"no full row for {payload} in {chunk}"
verdicts = re.findall(VERDICT, run.stdout, re.M)
assert len(verdicts) == 4, f"{len(verdicts)} targets judged, not 4"
too_wide = [line for line in run.stdout.splitlines() if len(line) > 80]
assert not too_wide, f"wider than a terminal: {too_wide}"
