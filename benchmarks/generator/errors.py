"""Errors that a shape finds, planted on request: each breaks one rule of the shapes, at one thing, and no other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from mgi_graph.namespaces import MIGOV, SHAPES, STANDARD, VOCAB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.original import Quad

_TYPE: Final = f"{STANDARD['rdf']}type"
_LABEL: Final = NamedNode(f"{STANDARD['skos']}prefLabel")
_INTEGER: Final = NamedNode(f"{STANDARD['xsd']}integer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of error: the rule that finds it, the things that may have it, and what it makes of what they state."""

    rule: str
    suits: Callable[[Sequence[Quad]], bool]
    spoil: Callable[[Quad], Iterator[Quad]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """Errors to plant: so many of a kind."""

    kind: str
    count: int = 1

    @classmethod
    def read(cls, text: str) -> Plant:
        """Read ``KIND[:COUNT]``; raises :class:`ValueError` where there is no such kind."""
        kind, _, count = text.partition(":")
        if kind not in KINDS or not (count or "1").isdecimal():
            raise ValueError(f"{text!r} is no KIND[:COUNT] of {', '.join(KINDS)}")
        return cls(kind=kind, count=int(count or "1"))


def plant(quads: tuple[Quad, ...], kind: str, count: int) -> tuple[Quad, ...]:
    """Plant so many errors of a kind into what a country states, each at another thing.

    Raises :class:`ValueError` where too few things are suited.
    """
    about: dict[str, list[Quad]] = {}
    for quad in quads:
        about.setdefault(str(quad[1].subject), []).append(quad)
    suited = sorted(
        (each for each, said in about.items() if KINDS[kind].suits(said)), key=lambda each: _order(kind + each)
    )
    if len(suited) < count:
        raise ValueError(f"a country has {len(suited)} things for errors of the kind {kind}, and {count} are asked for")
    chosen = set(suited[:count])
    return tuple(
        new for quad in quads
        for new in (KINDS[kind].spoil(quad) if str(quad[1].subject) in chosen else (quad,))
    )  # fmt: skip


def _order(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def _is_a(*kinds: str) -> Callable[[Sequence[Quad]], bool]:
    wanted = {MIGOV + kind for kind in kinds}
    return lambda said: any(each.predicate.value == _TYPE and _value(each) in wanted for _, each in said)


def _has(name: str) -> Callable[[Sequence[Quad]], bool]:
    return lambda said: any(each.predicate.value == MIGOV + name for _, each in said)


def _without(name: str) -> Callable[[Quad], Iterator[Quad]]:
    def spoil(quad: Quad) -> Iterator[Quad]:
        if quad[1].predicate.value != MIGOV + name:
            yield quad

    return spoil


def _replaced(name: str, value: NamedNode | Literal) -> Callable[[Quad], Iterator[Quad]]:
    def spoil(quad: Quad) -> Iterator[Quad]:
        graph, triple = quad
        is_it = triple.predicate.value == MIGOV + name
        yield (graph, Triple(triple.subject, triple.predicate, value)) if is_it else quad

    return spoil


def _labelled_twice(quad: Quad) -> Iterator[Quad]:
    graph, triple = quad
    yield quad
    if triple.predicate == _LABEL:
        for name in ("Перша назва", "Друга назва"):
            yield graph, Triple(triple.subject, _LABEL, Literal(name, language="uk"))


def _ended_before_it_began(quad: Quad) -> Iterator[Quad]:
    graph, triple = quad
    yield quad
    if triple.predicate.value == _TYPE:
        for name, year in (("fromYear", "2020"), ("toYear", "2010")):
            yield graph, Triple(triple.subject, NamedNode(MIGOV + name), Literal(year, datatype=_INTEGER))


def _value(triple: Triple) -> str:
    return str(getattr(triple.object, "value", triple.object))


def _rule(name: str) -> str:
    return SHAPES + name


#: The kinds of errors, by the names that ``--plant`` takes.
KINDS: Final = {
    "no-evidence": Kind(
        rule=_rule("FindingShape-evidence"), suits=_is_a("Finding"), spoil=_without("hasEvidence")
    ),
    "other-vocabulary": Kind(
        rule=_rule("FindingShape-measureKind"), suits=_has("measureKind"),
        spoil=_replaced("measureKind", NamedNode(f"{VOCAB}polarity/present")),
    ),
    "two-labels": Kind(
        rule=_rule("LabelShape-prefLabel"), suits=_is_a("Ministry", "Committee", "Body"), spoil=_labelled_twice
    ),
    "dates": Kind(
        rule=_rule("MembershipShape-time"), suits=_is_a("Membership"), spoil=_ended_before_it_began
    ),
    "no-unit": Kind(rule=_rule("QuantityShape-unit"), suits=_is_a("Quantity"), spoil=_without("unit")),
}  # fmt: skip
