#!/usr/bin/env python3
"""./course campaign: all fuzz targets for a time, which is shared by what they still find. Stopped at any moment,
even killed, it goes on where it was: inputs are files as soon as they are found, and its notes follow each slice."""

import argparse
import concurrent.futures
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "fuzz"))
import campaign_report  # noqa: E402  (beside this file)

HOLDS, FALLS_SHORT, NOT_READY, WRONG = 0, 1, 3, 64
STATUS = re.compile(r"^#(\d+)\s.*cov: (\d+) ft: (\d+) corp: (\d+)/", re.MULTILINE)
STAT = re.compile(r"^stat::(\w+):\s+(\d+)", re.MULTILINE)
CANARY_SECONDS = 2


class Notes:
    """What a campaign knows, in one file that is replaced as a whole."""

    def __init__(self, folder):
        self.file = folder / "state.json"
        self.lock = threading.Lock()
        fresh = {"seconds": 0.0, "targets": {}, "growth": [], "findings": [], "canary_seconds": None}
        self.state = json.loads(self.file.read_text()) if self.file.exists() else fresh

    def target(self, name):
        nothing = {"seconds": 0.0, "executions": 0, "edges": 0, "features": 0, "inputs": 0, "slices": 0,
                   "gained": 1.0, "slowest_seconds": 0}
        return self.state["targets"].setdefault(name, nothing)

    def save(self):
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps(self.state, indent=1) + "\n")
        os.replace(beside, self.file)


class Campaign:
    def __init__(self, options):
        self.options = options
        self.folder = pathlib.Path(options.folder)
        self.binaries = pathlib.Path(options.engines) / "bin"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.notes = Notes(self.folder)
        self.running = set()
        self.is_stopping = False
        self.begun = time.monotonic()
        self.seconds_before = self.notes.state["seconds"]

    def names(self):
        return sorted(one.name[5:] for one in self.binaries.glob("fuzz_*") if one.name != "fuzz_canary")

    def corpus(self, name):
        folder = self.folder / "corpus" / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def canary_sings(self):
        """It must fail at once; else this machine's fuzzer finds nothing, and the campaign is void."""
        begun = time.monotonic()
        done = subprocess.run([self.binaries / "fuzz_canary", f"-max_total_time={CANARY_SECONDS}",
                               f"-artifact_prefix={self.folder}/canary-"], capture_output=True, check=False)
        self.notes.state["canary_seconds"] = round(time.monotonic() - begun, 2)
        for left in self.folder.glob("canary-*"):
            left.unlink()
        return done.returncode != 0

    def next_target(self):
        """Who had no slice yet, then who gained most lately; what runs already waits."""
        waiting = [name for name in self.names() if name not in self.running]
        known = self.notes.target
        return max(waiting, key=lambda name: (known(name)["slices"] == 0, known(name)["gained"] /
                                              (1 + 0.05 * known(name)["slices"]), -known(name)["seconds"]),
                   default=None)

    def slice(self, name, seconds):
        finds = self.folder / "findings" / name
        finds.mkdir(parents=True, exist_ok=True)
        before = set(finds.iterdir())
        seeds = [ROOT / "fuzz" / kind / name for kind in ("corpus", "regressions")]
        seed = self.options.seed + self.notes.target(name)["slices"]
        words = [self.binaries / f"fuzz_{name}", self.corpus(name), *[one for one in seeds if one.exists()],
                 f"-max_total_time={seconds}", f"-seed={seed}", "-timeout=2", "-max_len=512", "-malloc_limit_mb=64",
                 "-rss_limit_mb=1024", "-print_final_stats=1", f"-dict={ROOT}/fuzz/dictionaries/frame.dict",
                 f"-artifact_prefix={finds}/"]
        begun = time.monotonic()
        done = subprocess.run(words, capture_output=True, text=True, errors="replace", start_new_session=False,
                              check=False)
        self.learn(name, time.monotonic() - begun, done.stderr, sorted(set(finds.iterdir()) - before))

    def learn(self, name, took, said, found):
        stats = {key: int(value) for key, value in STAT.findall(said)}
        status = STATUS.findall(said)
        with self.notes.lock:
            known = self.notes.target(name)
            edges, features, inputs = ([int(one) for one in status[-1][1:]] if status else
                                       [known["edges"], known["features"], known["inputs"]])
            gained = max(0, features - known["features"])
            known.update(seconds=known["seconds"] + took, edges=edges, features=features, inputs=inputs,
                         executions=known["executions"] + stats.get("number_of_executed_units", 0),
                         slices=known["slices"] + 1, gained=(known["gained"] + gained) / 2,
                         slowest_seconds=max(known["slowest_seconds"], stats.get("slowest_unit_time_sec", 0)))
            self.notes.state["findings"] += [{"target": name, "file": str(one)} for one in found]
            self.notes.state["seconds"] = self.seconds_before + time.monotonic() - self.begun
            self.notes.state["growth"].append([round(self.notes.state["seconds"], 1), name, edges, features, inputs])
            self.notes.save()
            rate = stats.get("number_of_executed_units", 0) / max(took, 0.001)
            print(f"{self.notes.state['seconds']:7.0f} s  {name:16} {rate:8.0f} exec/s  {edges:5} edges  {features:6} features  "
                  f"{inputs:5} inputs  {len(self.notes.state['findings'])} findings", flush=True)

    def work(self):
        end = self.begun + self.options.seconds
        while not self.is_stopping and time.monotonic() < end:
            with self.notes.lock:
                name = self.next_target()
                if name is None:
                    return
                self.running.add(name)
            try:
                self.slice(name, max(1, min(self.options.slice, int(end - time.monotonic()))))
            finally:
                self.running.discard(name)

    def run(self):
        signal.signal(signal.SIGINT, self.stop)
        signal.signal(signal.SIGTERM, self.stop)
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as workers:
            for worker in [workers.submit(self.work) for _ in range(self.options.jobs)]:
                worker.result()

    def stop(self, *_):
        """The engines got the same Ctrl-C and end with what they have; nothing new is begun."""
        self.is_stopping = True
        print("stopping: what was found is kept, and the same command goes on from here", flush=True)


def copy_new(source, target):
    """Inputs are named by their content: a name that is there already is the same input."""
    count = 0
    for file in sorted(source.rglob("*")):
        place = target / file.relative_to(source)
        if file.is_file() and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)
            count += 1
    return count


def commit():
    done = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def ledger_entry(state, jobs):
    return {"date": datetime.date.today().isoformat(), "commit": commit(), "processors": os.cpu_count(), "jobs": jobs,
            "seconds": round(state["seconds"]), "canary_seconds": state["canary_seconds"],
            "findings": len(state["findings"]),
            "targets": {name: {"executions": one["executions"], "edges": one["edges"], "inputs": one["inputs"],
                               "per_second": round(one["executions"] / max(one["seconds"], 0.001))}
                        for name, one in sorted(state["targets"].items())}}


def parse(words):
    parser = argparse.ArgumentParser(prog="course campaign", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="how long from now (600)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="targets at once")
    parser.add_argument("--slice", type=int, default=20, help="seconds a target has before the next is chosen (20)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (1)")
    parser.add_argument("--folder", default=str(ROOT / "build/campaign"), help="where it keeps everything (build/campaign)")
    parser.add_argument("--import", dest="take", metavar="DIR", help="take another machine's inputs first")
    parser.add_argument("--export", dest="give", metavar="DIR", help="copy all inputs there at the end")
    parser.add_argument("--ledger", action="store_true", help="add a line about this campaign to fuzz/ledger.jsonl")
    parser.add_argument("--engines", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--coverage", help=argparse.SUPPRESS)  # the build that counts lines
    try:
        return parser.parse_args(words)
    except SystemExit as end:
        raise SystemExit(WRONG if end.code else HOLDS) from None


def main(words):
    options = parse(words)
    campaign = Campaign(options)
    if campaign.seconds_before:
        print(f"going on after {campaign.seconds_before:.0f} s")
    if options.take:
        print(f"{copy_new(pathlib.Path(options.take), campaign.folder / 'corpus')} inputs taken over")
    if not campaign.canary_sings():
        print(f"void: the canary did not fail within {CANARY_SECONDS} s, so this machine's fuzzer finds nothing")
        return FALLS_SHORT
    print(f"seed {options.seed}, {options.jobs} at once; the canary fell in {campaign.notes.state['canary_seconds']} s", flush=True)
    campaign.run()
    state = campaign.notes.state
    campaign.notes.save()
    if options.give:
        print(f"{copy_new(campaign.folder / 'corpus', pathlib.Path(options.give))} inputs given")
    if options.ledger:
        with (ROOT / "fuzz/ledger.jsonl").open("a") as ledger:
            ledger.write(json.dumps(ledger_entry(state, options.jobs)) + "\n")
    coverage = campaign_report.coverage(options.coverage, campaign.folder) if options.coverage else None
    report = campaign_report.write(campaign.folder, ledger_entry(state, options.jobs), state, coverage)
    print(f"report: {report}")
    for one in state["findings"]:
        print(f"finding: ./course replay {one['file']} --target {one['target']}")
    return FALLS_SHORT if state["findings"] else HOLDS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
