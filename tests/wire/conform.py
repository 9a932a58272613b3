#!/usr/bin/env python3
"""./course conform: the black-box suite. Any chat server, in any language, against what docs/wire.md asks."""

import argparse
import dataclasses
import json
import os
import sys
import time
import xml.etree.ElementTree as xml

import chat_explains
import chat_survives  # noqa: F401  (its cases come before those of explains)
from case import LEVELS, sentences
from chat_speaks import CHAT
from guest import FallsShort, Undecided
from room import Room
from server import Command, Elsewhere, NotReady

HOLDS, FALLS_SHORT, UNDECIDED, NOT_READY, OUR_ERROR, WRONG = 0, 1, 2, 3, 4, 64
CASES = sorted(chat_explains.CHAT.cases, key=lambda case: list(LEVELS).index(case.level))


@dataclasses.dataclass
class Result:
    case: object
    verdict: str = "holds"  # or: falls short, undecided
    expected: str = ""
    got: str = ""
    seconds: float = 0.0


@dataclasses.dataclass
class Limits:
    """What the server was started with."""

    name_time: float
    message: int
    lag: int
    clients: int | None


def size(text):
    for unit, factor in (("KiB", 1 << 10), ("MiB", 1 << 20)):
        if text.endswith(unit):
            return int(text[:-3]) * factor
    return int(text)


def parsed(arguments):
    parser = argparse.ArgumentParser(prog="course conform", description=__doc__.split(": ", 1)[1],
                                     epilog="Exit code: 0 all hold, 1 something falls short, 2 undecided, 3 no server, 64 wrong words.")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--server", metavar="HOST:PORT", help="one that runs already")
    where.add_argument("--server-command", metavar="'CMD {port}'", help="started on a free port, and again where a case ends it")
    parser.add_argument("--chapter", choices=["chat"], default="chat")
    parser.add_argument("--level", choices=list(LEVELS), help="this one alone")
    parser.add_argument("--only", metavar="ID|NAME,...", help="chat/3.1, or a case's name")
    parser.add_argument("--list", action="store_true", help="the cases, and what each does")
    parser.add_argument("--json", metavar="FILE", help="- for standard output")
    parser.add_argument("--junit", metavar="FILE")
    parser.add_argument("--patience", type=float, default=5, metavar="SECONDS", help="for what must come (5)")
    parser.add_argument("--seed", type=int, default=1, help="of what is random (1)")
    parser.add_argument("--name-timeout", type=float, default=10, metavar="SECONDS", help="what the server was started with (10)")
    parser.add_argument("--max-message", type=size, default="64KiB", metavar="SIZE", help="the same (64KiB)")
    parser.add_argument("--max-lag", type=size, default="16MiB", metavar="SIZE", help="the same (16MiB)")
    parser.add_argument("--max-clients", type=int, metavar="N", help="the same; not tried where it is not said")
    try:
        return parser.parse_args(arguments), parser
    except SystemExit as ended:
        sys.exit(WRONG if ended.code else HOLDS)


def chosen(options):
    wanted = options.only.split(",") if options.only else None
    return [case for case in CASES if options.level in (None, case.level) and
            (wanted is None or case.requirement in wanted or case.name in wanted)]


def address_of(text):
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise ValueError
    return host.strip("[]"), int(port)


def tried(case, server, options, limits):
    result = Result(case)
    if case.needs_command and not server.is_ours:
        result.verdict, result.got = "undecided", "it needs --server-command"
        return result
    begun = time.monotonic()
    room = None
    try:
        room = Room(server, limits, options.patience)
        room.seed = options.seed
        case.run(room)
    except FallsShort as short:
        result.verdict, result.expected, result.got = "falls short", short.expected, short.got
    except Undecided as undecided:
        result.verdict, result.got = "undecided", str(undecided)
    finally:
        if room:
            room.close()
    result.seconds = time.monotonic() - begun
    judge_the_server(result, server)
    return result


def judge_the_server(result, server):
    """A server that a case has ended falls short of it, and the next case gets a new one."""
    ended = None if result.case.needs_command else server.end_of()
    if ended:
        result.verdict = "falls short"
        result.expected, result.got = result.expected or "the server goes on", ended
    if ended or result.verdict == "falls short" or result.case.needs_command:
        server.renew()


def run_all(cases, server, options, limits):
    results = []
    for number, case in enumerate(cases, 1):
        tell(f"{number} of {len(cases)}  {case.name}", is_last=False)
        try:
            results.append(tried(case, server, options, limits))
        except NotReady as gone:
            results.append(Result(case, "falls short", "the server goes on", str(gone)))
            results += [Result(left, "undecided", "", "not tried: " + str(gone)) for left in cases[number:]]
            break
    tell("", is_last=True)
    return results


def tell(text, is_last):
    """How far it is, for who watches; nothing where nobody does."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K" + text)
        sys.stderr.flush()
    elif not is_last and int(text.split()[0]) % 20 == 0:
        print(text, file=sys.stderr, flush=True)


def scores(results):
    parts = []
    for level in LEVELS:
        of_level = [result for result in results if result.case.level == level]
        if of_level:
            parts.append(f"{level} {sum(result.verdict == 'holds' for result in of_level)}/{len(of_level)}")
    return f"{CHAT.name}: " + ", ".join(parts)


def report(results, seed):
    known = sentences()
    print(scores(results))
    for result in results:
        if result.verdict == "holds":
            continue
        case = result.case
        print(f"\n{result.verdict}: {case.name}  {case.requirement} ({case.level})")
        print(f"  {known.get(case.requirement, '')}")
        print(f"  tried     {case.does}")
        if result.expected:
            print(f"  expected  {result.expected}")
        print(f"  got       {result.got}")
        if result.verdict == "falls short":
            print(f"  again     ./course conform ... --only {case.name} --seed {seed}")


def as_data(results, options):
    rows = [{"id": one.case.requirement, "case": one.case.name, "level": one.case.level, "verdict": one.verdict,
             "expected": one.expected, "got": one.got, "seconds": round(one.seconds, 3)} for one in results]
    return {"chapter": CHAT.name, "seed": options.seed, "scores": scores(results), "cases": rows}


def write_junit(results, path):
    suite = xml.Element("testsuite", name="shortread." + CHAT.name, tests=str(len(results)),
                        failures=str(sum(one.verdict == "falls short" for one in results)),
                        skipped=str(sum(one.verdict == "undecided" for one in results)))
    for one in results:
        node = xml.SubElement(suite, "testcase", classname=one.case.requirement, name=one.case.name, time=f"{one.seconds:.3f}")
        if one.verdict == "falls short":
            xml.SubElement(node, "failure", message=printable(f"expected {one.expected}, got {one.got}"))
        elif one.verdict == "undecided":
            xml.SubElement(node, "skipped", message=printable(one.got))
    xml.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def printable(text):
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def exit_code(results):
    verdicts = {result.verdict for result in results}
    return FALLS_SHORT if "falls short" in verdicts else UNDECIDED if "undecided" in verdicts else HOLDS


def main(arguments):
    options, parser = parsed(arguments)
    cases = chosen(options)
    if not cases:
        print("course conform: no case is called that. ./course conform --list", file=sys.stderr)
        return WRONG
    if options.list:
        for case in cases:
            print(f"{case.requirement:11} {case.level:9} {case.name}\n{'':22}{case.does}")
        return HOLDS
    if not (options.server or options.server_command):
        parser.print_usage(sys.stderr)
        print("course conform: say --server HOST:PORT or --server-command 'CMD {port}'", file=sys.stderr)
        return WRONG
    try:
        server = Elsewhere(address_of(options.server)) if options.server else Command(options.server_command, options.patience)
    except ValueError:
        print(f"course conform: '{options.server}' is no HOST:PORT", file=sys.stderr)
        return WRONG
    except NotReady as why:
        print(f"course conform: {printable(str(why))}", file=sys.stderr)
        return NOT_READY
    limits = Limits(options.name_timeout, options.max_message, options.max_lag, options.max_clients)
    try:
        results = run_all(cases, server, options, limits)
    finally:
        server.close()
    report(results, options.seed)
    if options.json:
        text = json.dumps(as_data(results, options), indent=1)
        print(text) if options.json == "-" else open(options.json, "w", encoding="utf-8").write(text + "\n")
    if options.junit:
        write_junit(results, options.junit)
    return exit_code(results)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os._exit(OUR_ERROR)
