"""Where a malformed query stops being SPARQL 1.1, and what could stand there.

The engine's parser reports how far it looked ahead, which is often another place, so the grammar of
the recommendation is read from ``sparql.ebnf`` and followed over the terminals. The grammar is
LL(1): the first alternative that fits is the right one. Nothing here decides whether a query runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_graph.queries.tokens import Token

_PART: Final = re.compile(r"'[^']+'|\w+|[()|*+?]")

#: What a terminal is called in a message.
TERMINALS: Final = {
    "IRIREF": "an <IRI>",
    "PNAME": "a prefixed name",
    "PNAME_NS": "a prefix and a colon",
    "VAR": "a ?variable",
    "STRING": "a string",
    "LANGTAG": "a language tag",
    "INTEGER": "an integer",
    "NUMBER": "a number",
    "BLANK_NODE": "a blank node",
    "FUNCTION": "a function",
}
_KINDS: Final = {
    "IRIREF": "iri",
    "PNAME": "pname",
    "VAR": "var",
    "STRING": "string",
    "LANGTAG": "langtag",
    "NUMBER": "number",
    "BLANK_NODE": "blank",
}
#: Rule [121] BuiltInCall, the functions that take a list of expressions.
_FUNCTIONS: Final = (
    "STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE "
    "ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE "
    "TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK "
    "ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE"
)
FUNCTIONS: Final = frozenset(_FUNCTIONS.split())

_Operation: TypeAlias = Literal["word", "rule", "terminal", "all", "one", "repeat", "some", "maybe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    operation: _Operation
    name: str = ""
    parts: tuple[_Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """The index of the first terminal that does not fit, and what would."""

    index: int
    expected: tuple[str, ...]


def stop(tokens: Sequence[Token]) -> Stop | None:
    """Return where a query stops being well formed, or ``None`` when it is so to its end.

    >>> from mgi_graph.queries.tokens import tokenize
    >>> stop(tokenize("ASK { ?s ?p }")).index
    4
    """
    reader = _Reader(tokens)
    end = reader.follow(_Node(operation="rule", name="QueryUnit"), 0)
    if end == len(tokens):
        return None
    if end is not None and end >= reader.furthest:
        reader.note(end, "the end of the query")
    return Stop(index=reader.furthest, expected=tuple(sorted(reader.expected)))


class _Reader:
    """Follow the grammar over tokens; remember the furthest place that did not fit."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.furthest = 0
        self.expected: set[str] = set()

    def note(self, index: int, expected: str) -> None:
        if index > self.furthest:
            self.furthest, self.expected = index, set()
        if index == self.furthest:
            self.expected.add(expected)

    def follow(self, node: _Node, index: int) -> int | None:
        match node.operation:
            case "rule":
                return self.follow(_grammar()[node.name], index)
            case "all":
                return self._all(node.parts, index)
            case "one":
                ends = (self.follow(part, index) for part in node.parts)
                return next((end for end in ends if end is not None), None)
            case "repeat" | "some" | "maybe":
                return self._repeat(node, index)
            case _:
                return self._terminal(node, index)

    def _all(self, parts: tuple[_Node, ...], index: int) -> int | None:
        end: int | None = index
        for part in parts:
            end = None if end is None else self.follow(part, end)
        return end

    def _repeat(self, node: _Node, index: int) -> int | None:
        end = self.follow(node.parts[0], index)
        if end is None:
            return None if node.operation == "some" else index
        while node.operation != "maybe":
            further = self.follow(node.parts[0], end)
            if further is None or further == end:
                break
            end = further
        return end

    def _terminal(self, node: _Node, index: int) -> int | None:
        if index < len(self._tokens) and _fits(node, self._tokens[index]):
            return index + 1
        self.note(index, TERMINALS.get(node.name, node.name))
        return None


def _fits(node: _Node, token: Token) -> bool:
    if node.operation == "word":
        return token.keyword == node.name or (token.kind == "punct" and token.text == node.name)
    match node.name:
        case "FUNCTION":
            return token.keyword in FUNCTIONS
        case "PNAME_NS":
            return token.kind == "pname" and token.text.endswith(":")
        case "INTEGER":
            return token.kind == "number" and token.text.isdigit()
        case name:
            return token.kind == _KINDS[name]


@cache
def _grammar() -> dict[str, _Node]:
    from importlib.resources import files

    rules = {}
    for line in files(__package__ or "").joinpath("sparql.ebnf").read_text("utf-8").splitlines():
        name, found, body = line.partition(" ::= ")
        if found:
            rules[name] = _choice(iter([*_PART.findall(body), ")"]))
    return rules


def _choice(parts: Iterator[str]) -> _Node:
    """Read alternatives up to the bracket that closes them."""
    choices: list[list[_Node]] = [[]]
    for part in parts:
        if part == ")":
            break
        if part == "|":
            choices.append([])
        elif part in "*+?":
            operation: _Operation = {"*": "repeat", "+": "some", "?": "maybe"}[part]  # type: ignore[assignment]
            choices[-1].append(_Node(operation=operation, parts=(choices[-1].pop(),)))
        else:
            choices[-1].append(_choice(parts) if part == "(" else _leaf(part))
    return _Node(operation="one", parts=tuple(_Node(operation="all", parts=tuple(choice)) for choice in choices))


def _leaf(part: str) -> _Node:
    if part.startswith("'"):
        return _Node(operation="word", name=part[1:-1])
    return _Node(operation="terminal" if part in TERMINALS else "rule", name=part)
