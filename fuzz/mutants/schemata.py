"""All mutants of a source in one text: at run time SHORTREAD_MUTANT says which of them acts.

Each choice stands in a line of its own, so that the compiler's line number names the mutant it does
not like.
"""

import dataclasses

from changes import Mutant
from tokens import tokens_of

# constexpr code calls it too. What is computed while compiling is never changed: constants that are
# fixed there get builds of their own.
SWITCH = """\
#pragma once
#include <cstdlib>
inline const int shortread_mutant_chosen =
    std::getenv("SHORTREAD_MUTANT") ? std::atoi(std::getenv("SHORTREAD_MUTANT")) : 0;
constexpr bool shortread_mutant(int number) {
  if (__builtin_is_constant_evaluated()) return false;
  return number == shortread_mutant_chosen;
}
"""


@dataclasses.dataclass
class Schemata:
    text: str
    mutants_at: dict  # line number -> mutants that the compiler means by it


class Writer:
    def __init__(self, source, mutants):
        self.source = source
        self.tokens = tokens_of(source)
        self.own = {}
        for mutant in mutants:
            self.own.setdefault(id(mutant.place), []).append(mutant)
        self.parts = []
        self.lines = 1
        self.mutants_at = {}

    def put(self, text):
        self.parts.append(text)
        self.lines += text.count("\n")

    def choice(self, mutant, before, after):
        """A line of its own for what only this mutant does."""
        self.put("\n")
        first = self.lines
        self.put(before + after)
        for line in range(first, self.lines + 1):
            self.mutants_at[line] = [mutant]
        self.put("\n")

    def copy(self, start, end, places):
        """The source from start to end, with the choices of these places in it."""
        for place in sorted(places, key=lambda one: one.first):
            first, last = self.tokens[place.first].start, self.tokens[place.end - 1].end
            self.put(self.source[start:first])
            self.place(place, first, last)
            start = last
        self.put(self.source[start:end])

    def place(self, place, start, end):
        begin = self.lines
        getattr(self, place.kind)(place, self.own.get(id(place), []), start, end)
        everything = [one for each in self.with_inner(place) for one in self.own.get(id(each), [])]
        for line in range(begin, self.lines + 1):
            self.mutants_at.setdefault(line, everything)

    def with_inner(self, place):
        yield place
        for inner in place.inner:
            yield from self.with_inner(inner)

    def value(self, place, mutants, start, end, kept="("):
        """(mutant ? (changed) : ... (as it was))"""
        if not mutants:
            self.copy(start, end, place.inner)
            return
        self.put("(")
        for mutant in mutants:
            changed = self.source[start:mutant.start] + mutant.text + self.source[mutant.end:end]
            self.choice(mutant, f"shortread_mutant({mutant.number}) ? ", f"{kept}{changed}) :")
        self.put(kept)
        self.copy(start, end, place.inner)
        self.put("))")

    def condition(self, place, mutants, start, end):
        self.value(place, mutants, start, end, "static_cast<bool>(")

    loop_condition = condition

    def constant(self, place, mutants, start, end):
        self.copy(start, end, place.inner)

    def declared_condition(self, place, mutants, start, end):
        self.copy(start, end, place.inner)
        for mutant in mutants:
            self.choice(mutant, f"; !shortread_mutant({mutant.number})", f" && {place.name}")

    def call(self, place, mutants, start, end):
        dropped = [one for one in mutants if one.change.startswith("statement dropped")]
        changed = [one for one in mutants if one not in dropped]
        self.begin_dropped(dropped)
        self.value(place, changed, start, end - 1)
        self.put("; }")

    def early_return(self, place, mutants, start, end):
        self.begin_dropped(mutants)
        self.copy(start, end, place.inner)
        self.put(" }")

    def begin_dropped(self, mutants):
        """The brace keeps an else with the if that it belongs to."""
        self.put("{")
        for mutant in mutants:
            self.choice(mutant, f"if (!shortread_mutant({mutant.number}))", "")


def schemata_of(source, mutants):
    """These `mutants` of a Source in one text."""
    writer = Writer(source.text, mutants)
    writer.copy(0, len(source.text), source.places)
    return Schemata("".join(writer.parts), writer.mutants_at)


def alone(source, mutant: Mutant):
    """The text of a Source with this one change made for good."""
    return source.text[:mutant.start] + mutant.text + source.text[mutant.end:]
