"""C++ text as tokens: comments and preprocessor lines are not among them, a literal is one."""

import dataclasses
import re

# Longest first: ">>=" is not ">>" and "=". A ">" is never joined with another: "vector<vector<int>>".
OPERATORS = ("<=>", "<<=", "->*", "...", "::", "->", "++", "--", "<<", "<=", ">=", "==", "!=", "&&",
             "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=")

TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<raw>(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")
      | (?P<text>(?:u8|[uUL])?(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'))
      | (?P<number>\.?\d(?:'?[\w.]|(?<=[eEpP])[+-])*)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<operator>""" + "|".join(re.escape(one) for one in OPERATORS) + r"|.)",
    re.VERBOSE | re.DOTALL)

PREPROCESSOR = re.compile(r"[ \t]*#(?:\\\n|[^\n])*")

OPENING = {"(": ")", "[": "]", "{": "}"}


@dataclasses.dataclass(frozen=True)
class Token:
    kind: str  # text (also of characters), number, word, operator
    text: str
    start: int

    @property
    def end(self):
        return self.start + len(self.text)


def tokens_of(source):
    """All tokens of `source`, in order."""
    found = []
    at = 0
    at_line_start = True
    while at < len(source):
        directive = PREPROCESSOR.match(source, at) if at_line_start else None
        match = directive or TOKEN.match(source, at)
        kind = "space" if directive else match.lastgroup
        if kind == "mark":
            kind = "raw"
        if kind not in ("space", "comment"):
            found.append(Token("text" if kind == "raw" else kind, match[0], at))
        at = match.end()
        at_line_start = match[0].isspace() and (at_line_start or "\n" in match[0])
    return found


def closing_of(tokens, opening):
    """The index of the bracket that closes the one at `opening`."""
    depth = 0
    for index in range(opening, len(tokens)):
        if tokens[index].kind != "operator":
            continue
        if tokens[index].text in OPENING:
            depth += 1
        elif tokens[index].text in OPENING.values():
            depth -= 1
            if depth == 0:
                return index
    raise ValueError(f"'{tokens[opening].text}' at offset {tokens[opening].start} is never closed")
