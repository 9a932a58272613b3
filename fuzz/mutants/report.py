"""What people and scripts read: progress, survivors, the table, JSON."""

import json
import sys

COLUMNS = ("mutants", "killed by unit tests", "killed by gate", "survived", "not compiled", "score")


class Progress:
    """A line that moves on a terminal; elsewhere a plain line now and then."""

    def __init__(self, out=sys.stdout):
        self.out = out
        self.is_terminal = out.isatty()
        self.told = 0

    def begin(self, what):
        self.told = 0
        self.show(what)

    def count(self, what, done, total):
        if self.is_terminal or done == total or done - self.told >= 50:
            self.told = done
            self.show(f"{what}: {done} of {total}")

    def show(self, line):
        if self.is_terminal:
            self.out.write(f"\r\033[K{line}")
        else:
            self.out.write(line + "\n")
        self.out.flush()

    def end(self):
        if self.is_terminal:
            self.out.write("\r\033[K")


def one_line(mutant):
    return f"{mutant.file}:{mutant.line}: {mutant.change}\n    {mutant.source_line}"


def percent(killed, survived):
    """100 where there is nothing to kill."""
    return 100.0 * killed / (killed + survived) if killed + survived else 100.0


def row_of(results):
    count = [result.verdict for result in results].count
    tests, gate, survived = count("tests"), count("gate"), count("survived")
    return (len(results), tests, gate, survived, count("not compiled"), percent(tests + gate, survived))


def table(results):
    files = sorted({result.mutant.file for result in results})
    rows = [(file, *row_of([one for one in results if one.mutant.file == file])) for file in files]
    rows.append(("together", *row_of(results)))
    width = max(len(row[0]) for row in rows)
    lines = [" " * width + "  " + "  ".join(COLUMNS)]
    for name, *counts, score in rows:
        cells = [str(count) for count in counts] + [f"{score:.1f} %"]
        fitted = "  ".join(cell.rjust(len(column)) for cell, column in zip(cells, COLUMNS))
        lines.append(f"{name.ljust(width)}  {fitted}")
    return "\n".join(lines)


def survivors(results, explanations):
    lines = []
    for result in results:
        if result.verdict == "survived":
            explanation = explanations.get(result.mutant.key)
            lines.append("survived: " + one_line(result.mutant))
            lines.append(f"    explained: {explanation.reason}" if explanation else "    not explained")
    return "\n".join(lines)


def as_json(results, explanations):
    row = dict(zip(("mutants", "killed_by_tests", "killed_by_gate", "survived", "not_compiled", "score"),
                   row_of(results)))
    each = []
    for result in results:
        mutant, explanation = result.mutant, explanations.get(result.mutant.key)
        each.append({"file": mutant.file, "line": mutant.line, "source": mutant.source_line,
                     "change": mutant.change, "verdict": result.verdict,
                     "by": result.death.by if result.death else None,
                     "test": result.death.test if result.death else None,
                     "explained": explanation.reason if explanation else None})
    return json.dumps(row | {"each": each}, indent=2, ensure_ascii=False) + "\n"
