"""./course mutants: how many small mistakes in a part of the reference would its tests see?"""

import argparse
import os
import pathlib
import sys

if sys.version_info < (3, 11):
    print("mutants: Python 3.11 or newer is needed, for tomllib", file=sys.stderr)
    sys.exit(3)

import explained
import report
from changes import read_source
from rounds import NotReady, Rounds
from workshop import BuildFailed

HOLDS, FALLS_SHORT, NOT_READY, OWN_ERROR, WRONG_COMMAND_LINE = 0, 1, 3, 4, 64
SCORE_MIN = 95.0
PROJECT = pathlib.Path(__file__).resolve().parents[2]
PARTS = {"core": "core_test", "chat": "chat_test"}  # of reference/, and what holds each
EXPLAINED = pathlib.Path(__file__).resolve().parent / "explained.toml"


class WrongCommandLine(Exception):
    pass


class Arguments(argparse.ArgumentParser):
    def error(self, message):
        raise WrongCommandLine(message)


def parse(words):
    parser = Arguments(
        prog="./course mutants", description="The mutation score of a part of reference/: its small mistakes, "
        "and which of them the unit tests see (and, of those that survive, the gate).",
        epilog=f"Exit codes: 0 a score of {SCORE_MIN:.0f} % or more, 1 less, 3 the machine is not ready, 4 our own "
        "error, 64 a wrong command line.")
    parser.add_argument("target", nargs="?", metavar="TARGET", help=f"{' or '.join(PARTS)}, or a file or stem in one of them: frame_decoder (core)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="at a time; all cores")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="the verdict on each, for scripts")
    parser.add_argument("--list", action="store_true", help="prints the mutants only")
    parser.add_argument("--no-gate", action="store_true", help="no second chance for survivors (those explained get none)")
    arguments = parser.parse_args(words)
    if arguments.jobs < 1:
        raise WrongCommandLine("--jobs wants 1 or more")
    return arguments


def files_of(target):
    """(part, its sources meant): all; those of a stem; one by its name or path."""
    for part in PARTS:
        files = sorted((PROJECT / "reference" / part).glob("*.[ch]pp"))
        if target in (None, part):
            return part, files
        name = pathlib.PurePath(target).name
        meant = [file for file in files if name in (file.name, file.stem)]
        if meant:
            return part, meant
    raise WrongCommandLine(f"there is no '{target}' in reference/: {', '.join(PARTS)}")


def read_sources(files):
    sources = [read_source(str(file.relative_to(PROJECT)), file.read_text(encoding="utf-8")) for file in files]
    mutants = [one for source in sources for one in source.mutants]
    for number, mutant in enumerate(mutants, start=1):
        mutant.number = number  # 0 is none
    return sources, mutants


def measure(arguments, part, sources, mutants):
    explanations = explained.read(EXPLAINED)
    progress = report.Progress()
    try:
        rounds = Rounds(PROJECT, PROJECT / "build/mutants", arguments.jobs, progress, PARTS[part])
        # Its build takes longer than all the rest: not for what nobody can kill.
        results = rounds.judge(sources, lambda one: not arguments.no_gate and one.key not in explanations)
    finally:
        progress.end()
    if arguments.json:
        arguments.json.write_text(report.as_json(results, explanations), encoding="utf-8")
    survivors = [one.mutant for one in results if one.verdict == "survived"]
    for each in explained.stale(explanations, mutants, survivors):
        print(f"explained.toml: no such survivor: {each.key[0]}: {each.key[2]}\n    {each.key[1]}")
    if survivors:
        print(report.survivors(results, explanations))
    print(report.table(results))
    return HOLDS if report.row_of(results)[-1] >= SCORE_MIN else FALLS_SHORT


def main(words):
    try:
        arguments = parse(words)
        part, files = files_of(arguments.target)
        sources, mutants = read_sources(files)
        if not arguments.list:
            return measure(arguments, part, sources, mutants)
        print("\n".join(report.one_line(mutant) for mutant in mutants))
        return HOLDS
    except WrongCommandLine as wrong:
        print(f"mutants: {wrong}. ./course mutants --help", file=sys.stderr)
        return WRONG_COMMAND_LINE
    except (NotReady, BuildFailed) as lacking:
        print(f"mutants: {lacking}\nmutants: all of it is in build/mutants/build.log", file=sys.stderr)
        return NOT_READY
    except (explained.Unreadable, OSError, ValueError) as problem:
        print(f"mutants: {problem}", file=sys.stderr)
        return OWN_ERROR


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
