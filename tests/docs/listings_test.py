"""Every C++ listing in a page stands, letter for letter, in the file it names."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LISTING = re.compile(r"(?:<!-- from (?P<file>\S+) -->\n)?```cpp\n(?P<code>.*?)```", re.DOTALL)


def pages():
    yield from sorted(ROOT.glob("*.md"))
    for folder in ("lessons", "docs", "fuzz"):
        yield from sorted((ROOT / folder).rglob("*.md"))


def complaints(page):
    text = page.read_text(encoding="utf-8")
    for listing in LISTING.finditer(text):
        line = text.count("\n", 0, listing.start()) + 1
        where = f"{page.relative_to(ROOT)}:{line}"
        source = listing["file"]
        if source is None:
            yield f"{where}: a listing without '<!-- from FILE -->' above it"
        elif not (ROOT / source).is_file():
            yield f"{where}: there is no {source}"
        elif listing["code"] not in (ROOT / source).read_text(encoding="utf-8"):
            yield f"{where}: not in {source} (any more)"


found = [complaint for page in pages() for complaint in complaints(page)]
count = sum(len(LISTING.findall(page.read_text(encoding="utf-8"))) for page in pages())
print("\n".join(found) or f"{count} listings, all as their files have them")
sys.exit(1 if found or count == 0 else 0)
