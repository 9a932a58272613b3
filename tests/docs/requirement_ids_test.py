"""Each requirement of docs/wire.md is cited by a test; each id cited anywhere stands there."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ID = re.compile(r"\b(?:raw|header|chat|object|fuzz)/\d+\.\d+\b")
ROW = re.compile(rf"^\| ({ID.pattern}) \| .+ \|$", re.MULTILINE)
CITING_FOLDERS = ("tests", "reference", "lessons", "fuzz", "docs")
TEXT_SUFFIXES = {".cpp", ".hpp", ".py", ".md", ".txt", ".cmake", ".toml", ".h", ".diff"}


def citations():
    """(path, line number, id) for each mention."""
    for folder in CITING_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in TEXT_SUFFIXES or not path.is_file():
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
            for number, line in enumerate(lines, start=1):
                for requirement in ID.findall(line):
                    yield path.relative_to(ROOT), number, requirement


def is_test(path):
    """A known bug is a test, too: the gate runs it, and fails when the requirement in it does not."""
    return path.parts[0] == "tests" and path.stem.endswith("_test") or path.suffix == ".diff"


def complaints():
    stated = ROW.findall((ROOT / "docs/wire.md").read_text(encoding="utf-8"))
    if not stated:
        yield "docs/wire.md: no requirement found in it"
    for requirement in sorted({one for one in stated if stated.count(one) > 1}):
        yield f"docs/wire.md: {requirement} stands there twice"
    tested = set()
    for path, line, requirement in citations():
        if requirement not in stated:
            yield f"{path}:{line}: {requirement} is not in docs/wire.md"
        if is_test(path):
            tested.add(requirement)
    for requirement in sorted(set(stated) - tested):
        yield f"docs/wire.md: no test cites {requirement}"


if __name__ == "__main__":
    found = list(complaints())
    print("\n".join(found) or "each requirement is tested, each citation stands in docs/wire.md")
    sys.exit(1 if found else 0)
