"""./course bench chat runs: every server delivers everything, every row is filled, every target is
judged. How fast is nobody's test."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from loads import SERVERS
from targets import TARGETS

LOADS = ["10/1/16/W256", "10/10/1024/W25", "100/100/16/W4", "10/10/16@2000", "memory", "stalled"]
FIGURES = {"10/10/16@2000": "p99_us", "memory": "idle_kib", "stalled": "kept"}


def bench(*arguments):
    return subprocess.run(
        [sys.executable, "-B", Path(__file__).with_name("bench_chat.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=100,
        check=False,
    )


def all_is_measured(programs):
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.json"
        run = bench("--quick", "--loads", ",".join(LOADS), "--seed", "7", "--json", found,
                    "--programs", programs)
        print(run.stdout)
        # 1: a target falls short, which a busy machine may bring about.
        assert run.returncode in (0, 1), f"exit code {run.returncode}"
        assert "Traceback" not in run.stdout
        rounds = json.loads(found.read_text())["rounds"]
    for load in LOADS:
        for server in SERVERS:
            figures = rounds[0].get(load, {}).get(server)
            assert figures, f"{server} did not deliver everything in {load}"
            assert FIGURES.get(load, "rate") in figures, f"{server}, {load}: {figures}"
            assert figures.get("cpu_ns", 1) > 0, f"{server}, {load}: no processor time"
    return run.stdout


def rows_are_full(said):
    ratio = r"[\d.]+ \[[\d.]+\]"
    for load in LOADS[:3]:
        row = rf"^{load} +[\d.]+ +{ratio} +{ratio} +{ratio} +{ratio}$"
        assert len(re.findall(row, said, re.M)) == 2, f"no two full rows for {load}"
    for server in SERVERS:
        assert re.search(rf"^{server} +[\d.]+ +[\d.]+$", said, re.M), f"no memory for {server}"
    judged = {target for target in TARGETS if target.load.name in LOADS}
    verdicts = re.findall(r" (holds|falls short)$", said, re.M)
    assert len(verdicts) == len(judged), f"{len(verdicts)} targets judged, not {len(judged)}"
    too_wide = [line for line in said.splitlines() if len(line) > 90]
    assert not too_wide, f"too wide: {too_wide}"


def a_missing_server_is_not_ready():
    with tempfile.TemporaryDirectory() as empty:
        assert bench("--quick", "--programs", empty).returncode == 3


programs = Path(sys.argv[1]).parent
rows_are_full(all_is_measured(programs))
a_missing_server_is_not_ready()
