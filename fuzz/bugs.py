#!/usr/bin/env python3
"""./course bugs: every tutorial version and known bug against its fuzz target. Which oracle finds it, after how many
executions and how long, over several seeds; beside it what a fuzzer finds that knows only crashes and hangs."""

import argparse
import concurrent.futures
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "fuzz"))
import bugs_plot  # noqa: E402  (beside this file)
import foreign  # noqa: E402

HOLDS, FALLS_SHORT, NOT_READY, OUR_ERROR, WRONG = 0, 1, 3, 4, 64
TUTORIAL = {"raw_send": "receive_all", "fixed_header": "frame_split", "chat_select": "chat_simulation"}  # where its best known failure shows
LISTED = re.compile(r"^(\w+) .*\((\w+): ?([^)]*)\)$")
EXECUTIONS = re.compile(r"stat::number_of_executed_units: (\d+)")
SEED_LOOP = re.compile(r"found after (\d+) executions|nothing found in (\d+) executions")


def targets(program):
    """name -> (lesson, requirement ids), in the program's order."""
    said = subprocess.run([program, "list"], capture_output=True, text=True, check=True).stdout
    found = [LISTED.match(line) for line in said.splitlines()]
    return {one[1]: (one[2], one[3].split()) for one in found if one and one[3]}


def known_bugs(codings):
    """(lesson, name, title, requirement, target it names) of each; the tutorial's way of a lesson comes first."""
    for folder in sorted((ROOT / "lessons").glob("0*")):
        lesson = folder.name[3:]
        if not (folder / "lesson.toml").exists() or folder.name == "05_fuzz_it":
            continue  # lesson 5's are harnesses: what finds bugs, not what has them
        if codings:
            for file in sorted((folder / "bugs/codings").glob("*.diff")):
                yield lesson, file.stem, file.stem, re.search(r"^Requirement: (.*)$", file.read_text(), re.MULTILINE)[1], None
            continue
        yield lesson, "tutorial", "the tutorial's way", None, TUTORIAL.get(lesson)
        for file in sorted((folder / "bugs").glob("*.diff")):
            head = file.read_text().split("\n--- ")[0]
            field = dict(re.findall(r"^(Known bug|Requirement|Target): (.*)$", head, re.MULTILINE))
            yield lesson, file.stem, field["Known bug"], field["Requirement"], field.get("Target")


def target_of(bug, all_targets):
    """The one it names, or the first of its lesson that holds its requirement."""
    lesson, _, _, requirement, named = bug
    if named:
        return named
    for name, (its_lesson, ids) in all_targets.items():
        if its_lesson == lesson and requirement in ids:
            return name
    raise SystemExit(f"no target holds {requirement} of {lesson}")


class Engine:
    """libFuzzer's binary of the target, the bug loaded into it."""

    def __init__(self, build, options):
        self.build, self.options = build, options

    def hunt(self, target, lesson, bug, seed, oracle):
        variables = {"SHORTREAD_IMPLEMENTATION": str(self.build / "modules" / lesson / f"{bug}.so"),
                     "SHORTREAD_ORACLE": oracle}
        with tempfile.TemporaryDirectory() as folder:
            words = [self.build / "bin" / f"fuzz_{target}", f"-seed={seed}", f"-max_total_time={self.options.seconds}",
                     "-timeout=1", "-max_len=512", "-malloc_limit_mb=256", "-print_final_stats=1",
                     f"-artifact_prefix={folder}/", folder]
            if not self.options.empty:
                # Not regressions/: those inputs were found with these very bugs.
                words += [f"-dict={ROOT}/fuzz/dictionaries/frame.dict", ROOT / "fuzz/corpus" / target]
            begun = time.monotonic()
            done = subprocess.run(words, env=os.environ | variables, capture_output=True, text=True, errors="replace",
                                  cwd=folder, check=False)
            took = time.monotonic() - begun
        executions = EXECUTIONS.search(done.stderr)
        if not executions:
            raise SystemExit(f"{words[0]} did not run:\n{done.stderr[-2000:]}")
        return {"found": done.returncode != 0, "seconds": took, "executions": int(executions[1])}


class SeedLoop:
    """The g++ build without an engine: seeds, and no column for crashes alone."""

    def __init__(self, program, options):
        self.program, self.options = program, options

    def hunt(self, target, _lesson, bug, seed, _oracle):
        begun = time.monotonic()
        done = subprocess.run([self.program, target, "--implementation", bug, "--seed", str(seed * 1_000_000), "--seconds",
                               str(self.options.seconds)], capture_output=True, text=True, check=False)
        found = SEED_LOOP.search(done.stdout)
        return {"found": done.returncode == FALLS_SHORT, "seconds": time.monotonic() - begun,
                "executions": int(next(filter(None, found.groups()))) if found else 0}


def summary(runs):
    """Of one bug by one oracle: how often found, and how fast where it was."""
    times = sorted(run["seconds"] for run in runs if run["found"])
    return {"found": len(times), "of": len(runs),
            "median": statistics.median(times) if times else None, "worst": times[-1] if times else None,
            "interval": median_interval(times),
            "executions": statistics.median(run["executions"] for run in runs if run["found"]) if times else None}


def median_interval(times):
    """95 % of the median from order statistics; nothing below six values, which cannot bear one."""
    count = len(times)
    if count < 6:
        return None
    reach = int(0.98 * count ** 0.5)  # 1.96 standard deviations of a binomial(n, 1/2)
    return [times[max(0, count // 2 - 1 - reach)], times[min(count - 1, (count + 1) // 2 + reach)]]


def measure(hunter, bug, target, options, oracles):
    lesson, name, title, requirement, _ = bug
    result = {"lesson": lesson, "bug": name, "title": title, "requirement": requirement, "target": target}
    for oracle in oracles:
        runs = [hunter.hunt(target, lesson, name, options.seed + i, oracle) for i in range(options.seeds)]
        result[oracle] = summary(runs) | {"runs": runs}
    return result


def in_words(one):
    if one["found"] == 0:
        return "never found"
    text = f"{one['median']:5.2f} s, worst {one['worst']:5.2f} s, {one['executions']:.0f} runs"
    return text if one["found"] == one["of"] else f"{one['found']} of {one['of']}: {text}"


def print_table(results, oracles):
    print(f"{'known bug':38}{'target':16}{'property':42}{'crashes and hangs alone' if 'crash' in oracles else ''}")
    for one in results:
        line = f"{one['bug']:38}{one['target']:16}"
        print((line + "".join(f"{in_words(one[oracle]):42}" for oracle in oracles)).rstrip())


def print_summary(results, oracles):
    for oracle in oracles:
        always = [one for one in results if one[oracle]["found"] == one[oracle]["of"]]
        medians = [one[oracle]["median"] for one in always]
        worst = max((one[oracle]["worst"] for one in always), default=0)
        middle = statistics.median(medians) if medians else 0
        print(f"{'property' if oracle == 'property' else 'crashes alone'}: {len(always)} of {len(results)} found with every seed; "
              f"median {middle:.2f} s, worst {worst:.2f} s")
    return all(one["property"]["found"] == one["property"]["of"] for one in results)


def parse(words):
    parser = argparse.ArgumentParser(prog="course bugs", description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="how often each is hunted (3)")
    parser.add_argument("--seed", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--seconds", type=int, default=5, help="for each hunt (5)")
    parser.add_argument("--published", action="store_true", help="20 seeds, 60 seconds each")
    parser.add_argument("--empty", action="store_true", help="no corpus, no dictionary")
    parser.add_argument("--no-crash-column", action="store_true", help="leave out the hunt for crashes alone")
    parser.add_argument("--codings", action="store_true", help="instead: the hardest ones, each written twice more")
    parser.add_argument("--only", metavar="TEXT", help="bugs whose name contains it")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="hunts at once")
    parser.add_argument("--foreign", action="store_true", help="instead: parsers that Debian ships, under frame_split")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--svg", metavar="FILE")
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)  # course_fuzz
    parser.add_argument("--engines", help=argparse.SUPPRESS)  # the fuzz build
    try:
        options = parser.parse_args(words)
    except SystemExit as end:
        raise SystemExit(WRONG if end.code else HOLDS) from None
    if options.published:
        options.seeds, options.seconds = 20, 60
    return options


def main(words):
    options = parse(words)
    if options.foreign:
        if not options.engines:
            print("course bugs --foreign needs clang++ 19", file=sys.stderr)
            return NOT_READY
        return HOLDS if foreign.hold_all(options.engines, options.seconds, options.seed) else FALLS_SHORT
    all_targets = targets(options.program)
    chosen = [bug for bug in known_bugs(options.codings) if not options.only or options.only in bug[1]]
    if not chosen:
        print(f"course bugs: no known bug's name contains '{options.only}'", file=sys.stderr)
        return WRONG
    if options.engines:
        hunter, oracles = Engine(pathlib.Path(options.engines), options), ["property", "crash"]
    else:
        print("no clang here: seeds are tried without coverage, and crashes alone are not measured")
        hunter, oracles = SeedLoop(options.program, options), ["property"]
    if options.no_crash_column:
        oracles = ["property"]
    print(f"{len(chosen)} known bugs, {options.seeds} seeds from {options.seed}, {options.seconds} s each, "
          f"{'no corpus, no dictionary' if options.empty else 'with corpus and dictionary'}, {options.jobs} at once")
    results = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as workers:
        hunts = [workers.submit(measure, hunter, bug, target_of(bug, all_targets), options, oracles)
                 for bug in chosen]
        for done, hunt in enumerate(hunts, 1):
            results.append(hunt.result())
            if sys.stdout.isatty():
                print(f"\r\033[K{done} of {len(hunts)}", end="", flush=True)
            elif done % 10 == 0:
                print(f"{done} of {len(hunts)}", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    print_table(results, oracles)
    holds = print_summary(results, oracles)
    report = {"seeds": options.seeds, "first_seed": options.seed, "seconds": options.seconds, "empty": options.empty,
              "machine": platform.machine(), "processors": os.cpu_count(), "engine": "libFuzzer" if options.engines else "seeds",
              "bugs": results}
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(report, indent=1) + "\n")
    if options.svg:
        pathlib.Path(options.svg).write_text(bugs_plot.plot(results, oracles, options.seconds))
    return HOLDS if holds else FALLS_SHORT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
