"""What a rule concludes and what it asks for, read from the rule's own file.

The rules are written in little of SPARQL: triple patterns, lists walked by ``rdf:rest*/rdf:first``,
UNION, FILTER, and one doubly negated ``NOT EXISTS``, which says "for each member of the list". Filters
are not read here: a step that is found is run again by the engine, filters and all
(:func:`mgi_graph.explanation.step.follows`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import NamedNode

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from mgi_graph.build.rule import Rule

#: A variable with its question mark, or a term.
Slot: TypeAlias = "str | NamedNode"
#: The properties of a path, each with how often it is walked: once, ``*`` or ``+``.
Walk: TypeAlias = "tuple[tuple[NamedNode, str], ...]"

_TOKEN: Final = re.compile(r"[{}().;/*+]|[?\w:-]+|[^\s]")
_TYPE: Final = NamedNode(STANDARD["rdf"] + "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A triple pattern; ``verb`` is a walk where the rule has a path."""

    subject: Slot
    verb: Slot | Walk
    object: Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What must hold together: patterns, and what must hold for each solution of others."""

    patterns: tuple[Pattern, ...]
    each: tuple[tuple[Body, Body], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One conclusion of a rule, and one of the bodies that lead to it."""

    rule: Rule
    head: Pattern
    body: Body


@cache
def clauses(rule: Rule) -> tuple[Clause, ...]:
    """Return each conclusion of a rule with each of its bodies (OWL 2 Profiles §4.3: if, then)."""
    head, body = rule.text[rule.text.index("CONSTRUCT") :].split("WHERE", 1)
    heads = _Reader(head.removeprefix("CONSTRUCT")).bodies()[0].patterns
    return tuple(Clause(rule=rule, head=each, body=found) for each in heads for found in _Reader(body).bodies())


class _Reader:
    """Read a group of SPARQL as far as the rules use it."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = _TOKEN.findall(text)
        self._at = 0

    def bodies(self) -> tuple[Body, ...]:
        """Read a group; one body for each side of a UNION."""
        self._take("{")
        patterns: list[Pattern] = []
        each: list[tuple[Body, Body]] = []
        sides: list[Body] = []
        while (token := self._peek()) != "}":
            if token == "FILTER":
                each += self._filter()
            elif token == "{":
                sides += self.bodies()
            elif token == "SELECT":  # a projection changes neither what is asked for nor what follows
                self._skip_to("{")
            elif token in {"UNION", "."}:
                self._next()
            else:
                patterns += self._triples()
        self._take("}")
        return tuple(sides) or (Body(patterns=tuple(patterns), each=tuple(each)),)

    def _filter(self) -> list[tuple[Body, Body]]:
        self._take("FILTER")
        if self._peek() != "NOT":
            self._skip_brackets()
            return []
        self._at += 2
        (group,) = self.bodies()
        if not group.each:
            return [(group, Body(patterns=()))]
        ((then, _),) = group.each
        return [(Body(patterns=group.patterns), then)]

    def _triples(self) -> list[Pattern]:
        subject, found = self._slot(), []
        while True:
            verb = self._verb()
            found.append(Pattern(subject=subject, verb=verb, object=self._slot()))
            if self._peek() != ";":
                return found
            self._next()

    def _verb(self) -> Slot | Walk:
        steps: list[tuple[Slot, str]] = []
        while True:
            slot = self._slot()
            often = self._next() if self._peek() in {"*", "+"} else ""
            steps.append((slot, often))
            if self._peek() != "/":
                break
            self._next()
        if len(steps) == 1 and not steps[0][1]:
            return steps[0][0]
        return tuple((slot, often) for slot, often in steps if isinstance(slot, NamedNode))

    def _slot(self) -> Slot:
        token = self._next()
        if token == "a":
            return _TYPE
        if token.startswith("?"):
            return token
        prefix, _, name = token.partition(":")
        return NamedNode(STANDARD[prefix] + name)

    def _skip_brackets(self) -> None:
        self._skip_to("(")
        depth = 0
        while True:
            depth += {"(": 1, ")": -1}.get(self._next(), 0)
            if not depth:
                return

    def _skip_to(self, token: str) -> None:
        while self._peek() != token:
            self._next()

    def _peek(self) -> str:
        return self._tokens[self._at]

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, expected: str) -> None:
        if (found := self._next()) != expected:
            raise ValueError(f"expected {expected!r} in a rule, found {found!r}")
