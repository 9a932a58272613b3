"""The mutants of a source: one small change each, such as a tired programmer makes."""

import collections
import dataclasses

from places import Place, places_of
from tokens import closing_of

# An operator becomes each of these: a bound missed by one, and the opposite.
BECOMES = {
    "<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"),
    "==": ("!=",), "!=": ("==",), "&&": ("||",), "||": ("&&",),
    "+": ("-",), "-": ("+",), "*": ("/",), "/": ("*",), "%": ("/",),
    "&": ("|",), "|": ("&",),
    "+=": ("-=",), "-=": ("+=",), "*=": ("/=",), "/=": ("*=",), "&=": ("|=",), "|=": ("&=",),
}
PREFIX_BECOMES = {"!": "", "++": "--", "--": "++"}


@dataclasses.dataclass(eq=False)
class Mutant:
    file: str
    line: int
    source_line: str
    change: str  # with file and source line the key that lasts: no number that moves is in it
    place: Place
    start: int = 0  # the offsets of what is replaced; of a dropped statement nothing is
    end: int = 0
    text: str = ""
    number: int = 0  # what SHORTREAD_MUTANT says

    @property
    def key(self):
        return self.file, self.source_line, self.change

    @property
    def is_constant(self):
        """Fixed when it is compiled: such a mutant needs a build of its own."""
        return self.place.kind == "constant"


@dataclasses.dataclass
class Source:
    file: str
    text: str
    places: list
    mutants: list  # in the order of its lines


def read_source(file, text):
    """`file` is how people and explained.toml call it."""
    tokens, places = places_of(text)
    mutants = [one for place in places for one in of_place(place, tokens)]
    mutants.sort(key=lambda mutant: (mutant.start, mutant.end, mutant.change))
    name(file, text, mutants)
    return Source(file, text, places, mutants)


def name(file, text, mutants):
    """Where they stand; a change that the same line has twice, or a line that stands there twice, is counted."""
    lines = text.split("\n")
    seen = collections.Counter()
    for mutant in mutants:
        mutant.file = file
        mutant.line = text.count("\n", 0, mutant.start) + 1
        mutant.source_line = lines[mutant.line - 1].strip()
        seen[mutant.key] += 1
        if seen[mutant.key] > 1:
            mutant.change += f" ({seen[mutant.key]})"


def of_place(place, tokens):
    yield from of_whole(place, tokens)
    if place.kind not in ("early_return", "declared_condition"):
        for index in own_tokens(place, tokens):
            yield from of_token(place, tokens, index)
    for inner in place.inner:
        yield from of_place(inner, tokens)


def own_tokens(place, tokens):
    """Without those of lambdas, whose statements are places of their own, and of assertions."""
    index = place.first
    while index < place.end:
        if tokens[index].text in ("assert", "sizeof", "alignof", "decltype") and tokens[index].kind == "word":
            index = closing_of(tokens, index + 1) + 1
            continue
        is_in_lambda = any(inner.first <= index < inner.end for inner in place.inner)
        if not is_in_lambda:
            yield index
        index += 1


def of_whole(place, tokens):
    start, end = tokens[place.first].start, tokens[place.end - 1].end
    words = {token.text for token in tokens[place.first:place.end]}  # a promise is no statement to drop
    if place.kind == "condition":
        yield Mutant("", 0, "", "condition always true", place, start, end, "true")
    if place.kind in ("condition", "loop_condition"):
        yield Mutant("", 0, "", "condition always false", place, start, end, "false")
    if place.kind == "declared_condition":
        yield Mutant("", 0, "", "condition always false", place, start, start)
    if place.kind == "call" and "unreachable" not in words:
        yield Mutant("", 0, "", "statement dropped", place, start, start)
    if place.kind == "early_return":
        yield Mutant("", 0, "", "return dropped", place, start, start)


def of_token(place, tokens, index):
    token = tokens[index]

    def becomes(text):
        words = f"'{token.text}' becomes '{text.strip('()')}'" if text else f"'{token.text}' dropped"
        return Mutant("", 0, "", words, place, token.start, token.end, text)

    if token.kind == "number" and is_whole_number(token.text) and not in_template(tokens, index):
        yield becomes(f"({token.text} + 1)")
    if place.kind == "constant":
        return
    if token.kind == "word" and token.text in ("true", "false"):
        yield becomes("false" if token.text == "true" else "true")
    if token.kind == "operator" and stands_between(tokens, index):
        for text in BECOMES.get(token.text, ()):
            yield becomes(text)
    elif token.kind == "operator" and token.text in PREFIX_BECOMES:
        yield becomes(PREFIX_BECOMES[token.text])


def is_whole_number(text):
    is_hexadecimal = text[:2].lower() == "0x"
    return is_hexadecimal or not any(one in text.lower() for one in ".ep")


def in_template(tokens, index):
    before = tokens[index - 1]
    return before.text == "<" and before.end == tokens[index].start


def stands_between(tokens, index):
    """Between two operands, as clang-format shows it: a space on either side, where a template's <
    and a pointer's * have none. A sign before its operand has nothing but a space or bracket in front."""
    before, token, after = tokens[index - 1:index + 2]
    is_spaced = before.end < token.start and token.end < after.start
    begins = before.kind == "operator" and before.text not in (")", "]", "}", "++", "--", ">")
    return is_spaced and not begins
