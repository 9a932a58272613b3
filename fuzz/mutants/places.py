"""Where a source may be changed: its whole expressions and its statements.

This is no C++ parser. It knows how clang-format lays out the code of this project, and leaves out what
a choice at run time cannot reach: templates, case labels, enumerators, array bounds, assertions.
"""

import dataclasses

from tokens import OPENING, closing_of, tokens_of

# A statement that begins with one of these is none of ours; it ends at its semicolon.
LEFT_OUT = {"assert", "static_assert", "using", "typedef", "friend", "extern", "break", "continue",
            "goto", "throw", "asm", "delete", "co_return", "co_await", "co_yield", "enum", "concept"}
AFTER_PARAMETERS = {"const", "noexcept", "override", "final", "mutable", "&", "&&"}
ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<="}


@dataclasses.dataclass(eq=False)
class Place:
    """Tokens first to end, without end. Lambdas in it have places of their own."""
    kind: str  # value, condition, loop_condition, declared_condition, call, early_return, constant
    first: int
    end: int
    name: str = ""  # declared_condition: the variable that decides
    inner: list = dataclasses.field(default_factory=list)


class Finder:
    """One pass over the tokens; each method begins at `at` and returns where what it read ends."""

    def __init__(self, source):
        self.tokens = tokens_of(source)
        self.places = []

    def text(self, at):
        return self.tokens[at].text if at < len(self.tokens) else ""

    def is_operator(self, at, text):
        return self.text(at) == text and self.tokens[at].kind == "operator"

    def skip_brackets(self, at):
        return closing_of(self.tokens, at) + 1

    def find(self, at, wanted, end=None):
        """The first operator of `wanted` from `at` on that stands in no bracket."""
        end = len(self.tokens) if end is None else end
        while at < end:
            token = self.tokens[at]
            if token.kind == "operator" and token.text in wanted:
                return at
            at = self.skip_brackets(at) if token.kind == "operator" and token.text in OPENING else at + 1
        return end

    def add(self, kind, first, end, name=""):
        """A place, and those in the lambdas inside of it."""
        if first >= end:
            return
        place = Place(kind, first, end, name)
        outer, self.places = self.places, place.inner
        at = first
        while at < end:
            body = self.lambda_body(at)
            at = self.block(body, "nested") if body else at + 1
        self.places = outer
        self.places.append(place)

    def enclose(self, kind, first, end, name=""):
        """A place around those found last."""
        inner = [place for place in self.places if place.first >= first]
        self.places = [place for place in self.places if place.first < first]
        self.places.append(Place(kind, first, end, name, inner))

    def lambda_body(self, at):
        """Where the body of the lambda begins whose capture list ends here; else 0."""
        if not self.is_operator(at, "]"):
            return 0
        after = self.skip_brackets(at + 1) if self.is_operator(at + 1, "(") else at + 1
        return after if self.is_operator(after, "{") else 0

    # ------------------------------------------------------------ blocks and statements

    def block(self, at, kind):
        """From its { to behind its }. Kinds: scope (declarations), function, nested, switch."""
        end = closing_of(self.tokens, at)
        self.statements(at + 1, end, kind)
        return end + 1

    def statements(self, at, end, kind):
        while at < end:
            at = self.statement(at, kind)

    def statement(self, at, kind):
        word = self.text(at)
        reader = getattr(self, f"read_{word}", None) if self.tokens[at].kind == "word" else None
        if reader:
            return reader(at, kind)
        if self.is_operator(at, "{"):
            return self.block(at, kind)
        if word in ("public", "private", "protected", "case", "default"):
            return self.find(at, {":"}) + 1
        if word in LEFT_OUT or self.is_operator(at, "["):  # [[attributes]] stand before declarations
            return self.skip_brackets(at) if word == "[" else self.find(at, {";"}) + 1
        return self.declaration(at) if kind == "scope" else self.simple(at)

    def body(self, at, kind):
        """What an if or a loop governs; a return that is all of it is no place: the if has that change."""
        if self.text(at) == "return":
            return self.returned(at)
        return self.statement(at, kind if kind == "switch" else "nested")

    def read_if(self, at, kind):
        if self.text(at + 1) == "constexpr":
            return self.find(at, {";", "{"}) + 1
        end = closing_of(self.tokens, at + 1)
        self.condition("condition", at + 2, end)
        after = self.body(end + 1, kind)
        return self.body(after + 1, kind) if self.text(after) == "else" else after

    def read_while(self, at, kind):
        end = closing_of(self.tokens, at + 1)
        self.condition("loop_condition", at + 2, end)
        return end + 2 if self.is_operator(end + 1, ";") else self.body(end + 1, kind)

    def read_do(self, at, kind):
        return self.body(at + 1, kind)  # its while is the next statement

    def read_for(self, at, kind):
        end = closing_of(self.tokens, at + 1)
        first = self.find(at + 2, {";"}, end)
        if first < end:  # else it goes over a range
            second = self.find(first + 1, {";"}, end)
            self.initialiser(at + 2, first)
            self.add("loop_condition", first + 1, second)
            self.add("value", second + 1, end)
        return self.body(end + 1, kind)

    def read_switch(self, at, kind):
        return self.block(closing_of(self.tokens, at + 1) + 1, "switch")

    def read_return(self, at, kind):
        end = self.returned(at)
        if kind == "nested":  # the last statement of a function cannot go, nor one that ends a case
            self.enclose("early_return", at, end)
        return end

    def returned(self, at):
        end = self.find(at, {";"})
        if not self.is_operator(at + 1, "{"):
            self.add("value", at + 1, end)
        return end + 1

    def read_namespace(self, at, _):
        return self.block(self.find(at, {"{"}), "scope")

    def read_class(self, at, _):
        body = self.find(at, {"{", ";"})
        return self.find(self.block(body, "scope"), {";"}) + 1 if self.is_operator(body, "{") else body + 1

    read_struct = read_union = read_class

    def read_template(self, at, _):
        end = self.find(at, {";", "{"})
        return self.skip_brackets(end) if self.is_operator(end, "{") else end + 1

    def read_constexpr(self, at, _):
        return self.declaration(at)

    read_inline = read_static = read_consteval = read_constinit = read_constexpr

    # ------------------------------------------------------------ declarations and expressions

    def condition(self, kind, first, end):
        """A declaration decides by the value of its variable; an expression by its own."""
        equals = self.find(first, {"="}, end)
        if equals == end:
            self.add(kind, first, end)
            return
        self.add("value", equals + 1, end)
        self.enclose("declared_condition", first, end, self.text(equals - 1))

    def declaration(self, at):
        """A variable, or a function with or without its body."""
        stop = self.find(at, {";", "=", "{", "("})
        words = {token.text for token in self.tokens[at:stop]}
        if self.is_operator(stop, "("):
            return self.function(stop)
        return self.variable(at, stop, "constexpr" in words or "constinit" in words)

    def variable(self, at, stop, is_constant):
        end = self.find(stop, {";"})
        if is_constant:
            self.add("constant", stop + 1, end)
        elif self.is_operator(stop, "="):
            self.initialiser(at, end)
        return end + 1

    def function(self, at):
        after = self.skip_brackets(at)
        while self.text(after) in AFTER_PARAMETERS:
            after += 1
        if self.is_operator(after, "->"):
            after = self.find(after, {"{", ";"})
        if self.is_operator(after, ":"):
            after = self.behind_member_initialisers(after)
        if self.is_operator(after, "{"):
            return self.block(after, "function")
        return self.find(after, {";"}) + 1

    def behind_member_initialisers(self, at):
        while self.is_operator(at, ":") or self.is_operator(at, ","):
            at = self.skip_brackets(self.find(at, {"{", "("}))
        return at

    def initialiser(self, first, end):
        equals = self.find(first, {"="}, end)
        if equals < end and not self.is_operator(equals + 1, "{"):
            self.add("value", equals + 1, end)

    def simple(self, at):
        """In a function: a declaration, or an expression for its effect."""
        end = self.find(at, {";"})
        if self.declares(at, end):
            is_constant = "constexpr" in {token.text for token in self.tokens[at:end]}
            return self.variable(at, self.find(at, {"=", "{", "(", ";"}), is_constant)
        self.add("call", at, end + 1)
        return end + 1

    def declares(self, at, end):
        """Two words in a row, or a word behind &, * or > that touches the type: `const auto& x`."""
        stop = min(self.find(at, ASSIGNMENTS | {"(", "{"}, end), end)
        for index in range(at, stop - 1):
            left, right = self.tokens[index], self.tokens[index + 1]
            touches = index > at and self.tokens[index - 1].end == left.start
            is_type_end = left.kind == "word" or (touches and left.text in ("&", "&&", "*", ">"))
            if is_type_end and right.kind == "word" and left.end < right.start:
                return True
        return False


def places_of(source):
    """The tokens of `source` and the places in it."""
    finder = Finder(source)
    finder.statements(0, len(finder.tokens), "scope")
    return finder.tokens, finder.places
