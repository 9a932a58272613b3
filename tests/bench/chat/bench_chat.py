"""The chat server side by side with peers, in one run: ./course bench chat"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import time
from pathlib import Path

from figures import Figures
from loads import LOADS, OURS, SERVERS
from report import print_tables
from server import CannotStart, Trouble, measure
from targets import print_targets

HOLDS, FALLS_SHORT, NOT_READY, WRONG_COMMAND_LINE = 0, 1, 3, 64

ABOUT = "servers:\n", """
loads: CLIENTS/SENDERS/BYTES/WWINDOW, each sender with at most WINDOW messages that not everybody
has heard yet; CLIENTS/SENDERS/BYTES@RATE, RATE messages a second of all senders; memory; stalled.
Every byte that every client gets is checked.

exit code: 0 when every target that was measured holds, 1 when one falls short or a server lost or
changed something, 3 when a server cannot be started.
"""


class Parser(argparse.ArgumentParser):
    def error(self, message):
        print(f"{self.prog}: {message}\nSee: {self.prog} --help", file=sys.stderr)
        sys.exit(WRONG_COMMAND_LINE)


def some_of(kind, known):
    def parse(text):
        names = text.split(",")
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(
                    f"there is no {kind} {name}; there are {', '.join(known)}"
                )
        return names

    return parse


def options_of(arguments):
    parser = Parser(
        prog="./course bench chat",
        description="The chat server side by side with peers: a run of about 10 minutes.",
        epilog="".join(f"  {n:<8} {w}\n" for n, w in SERVERS.items()).join(ABOUT),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    load_names = [load.name for load in LOADS]
    parser.add_argument("--rounds", type=int, default=5, help="default %(default)s")
    parser.add_argument("--seconds", type=float, default=0.6, help="of a measurement (%(default)s)")
    parser.add_argument("--seed", type=int, help="of the order; random and printed where not given")
    parser.add_argument("--loads", type=some_of("load", load_names), default=load_names,
                        metavar="A,B", help="only these")
    parser.add_argument("--servers", type=some_of("server", list(SERVERS)), default=list(SERVERS),
                        metavar="A,B", help="only these, and ours")
    parser.add_argument("--quick", action="store_true",
                        help="one round of 0.1 s, never more than 100 clients: does all run?")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all that was measured")
    parser.add_argument("--programs", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.quick:
        options.rounds, options.seconds = 1, 0.1
    if options.rounds < 1 or not 0.01 <= options.seconds <= 60:
        parser.error("at least one round, and 0.01 to 60 seconds")
    if options.seed is None:
        options.seed = random.randrange(1_000_000)
    return options


def environment(programs):
    build = subprocess.run([programs / "bench_chat", "build"], capture_output=True, text=True)
    return {
        "build": build.stdout.strip(),
        "python": platform.python_version(),
        "kernel": f"{platform.system()} {platform.release()}",
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
    }


def print_environment(around, options):
    print(
        f"Chat servers on 127.0.0.1, {options.rounds} rounds in random order, seed {options.seed},"
        f" {options.seconds} s a measurement.\n"
        f"{around['build']}; Python {around['python']}; {around['kernel']};\n"
        f"{around['processors']} processors, {around['load']:.1f} programs were running on them"
        " before this one.",
        flush=True,
    )


def show(line):
    if sys.stdout.isatty():
        print(f"\r\033[K{line}", end="", flush=True)


def in_random_order(loads, servers, order):
    """All servers of a load one after the other: what is compared is near in time."""
    for load in order.sample(loads, len(loads)):
        for server in order.sample(servers, len(servers)):
            yield load, server


def seconds_for(load, seconds):
    return 2 * seconds if load.kind in ("latency", "stalled") else seconds


def run_rounds(options, loads, servers):
    """The figures, and how often a server lost, changed or invented something."""
    figures, troubles, order = Figures(), 0, random.Random(options.seed)
    started = time.monotonic()
    for number in range(1, options.rounds + 1):
        figures.begin_round()
        for at, (load, server) in enumerate(in_random_order(loads, servers, order)):
            of_all = f"{at} of {len(loads) * len(servers)}"
            show(f"round {number} of {options.rounds}, {of_all}: {load.name}, {server}")
            try:
                seconds = seconds_for(load, options.seconds)
                real = load.quick() if options.quick else load
                figures.add(load, server, measure(real, server, options.programs, seconds))
            except (Trouble, subprocess.TimeoutExpired) as trouble:
                show("")
                print(f"{server}, {load.name}: {trouble}", flush=True)
                troubles += 1
        show("")
        print(f"round {number} of {options.rounds}: {time.monotonic() - started:.0f} s", flush=True)
    return figures, troubles


def write_json(path, options, around, figures):
    path.write_text(
        json.dumps(
            {"seed": options.seed, "seconds": options.seconds, "environment": around,
             "rounds": figures.rounds},
            indent=1,
        )
        + "\n"
    )


def main():
    options = options_of(sys.argv[1:])
    loads = [load for load in LOADS if load.name in options.loads]
    servers = [server for server in SERVERS if server == OURS or server in options.servers]
    around = environment(options.programs)
    print_environment(around, options)
    figures, troubles = run_rounds(options, loads, servers)
    print_tables(figures, loads, servers)
    missed = print_targets(figures)
    if options.json:
        write_json(options.json, options, around, figures)
    return FALLS_SHORT if missed or troubles else HOLDS


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CannotStart, FileNotFoundError) as cannot:
        print(f"bench chat: {cannot}", file=sys.stderr)
        sys.exit(NOT_READY)
    except KeyboardInterrupt:
        sys.exit(130)
