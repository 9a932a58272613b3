"""explained.toml: the survivors that no test can kill, each with the reason."""

import dataclasses
import tomllib


@dataclasses.dataclass(frozen=True)
class Explanation:
    key: tuple  # file, source line, change: see Mutant.key
    reason: str


class Unreadable(Exception):
    pass


def read(path):
    """By key."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", [])
        found = [Explanation((one["file"], one["line"], one["change"]), one["reason"]) for one in entries]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as problem:
        raise Unreadable(f"{path.name}: {problem}") from problem
    return {one.key: one for one in found}


def stale(explanations, mutants, survivors):
    """Explanations of what is not there, or no longer survives; only for the files looked at."""
    files = {mutant.file for mutant in mutants}
    surviving = {mutant.key for mutant in survivors}
    return [one for one in explanations.values() if one.key[0] in files and one.key not in surviving]
