"""A case: a requirement of docs/wire.md, tried from outside."""

import dataclasses
import pathlib
import re
import typing

LEVELS = {"speaks": "the tutorial's protocol on a good day", "survives": "ordinary hostile events",
          "explains": "what Shortread's servers add: time-out, lag limit, refusal pairs"}


@dataclasses.dataclass(frozen=True)
class Case:
    requirement: str  # chat/3.1
    name: str
    level: str
    does: str
    run: typing.Callable
    needs_command: bool = False  # it ends the server or starts it again


class Chapter:
    """The cases of one chapter, in the order in which they are written."""

    def __init__(self, name):
        self.name, self.cases = name, []

    def case(self, requirement, level, does, name=None, needs_command=False):
        def add(run):
            self.cases.append(Case(requirement, name or run.__name__, level, does, run, needs_command))
            return run
        return add


def sentences(wire_md=pathlib.Path(__file__).resolve().parents[2] / "docs/wire.md"):
    """Requirement id -> its sentence: they stand in one place."""
    rows = re.findall(r"^\| (\w+/\d+\.\d+) \| (.+?) \|$", wire_md.read_text(), re.MULTILINE)
    return dict(rows)
