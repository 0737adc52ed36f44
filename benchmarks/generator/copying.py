"""What another country can have of the real one, still under its code."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from mgi_graph.namespaces import ID, MIGOV, STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.original import Quad

LABEL: Final = f"{STANDARD['skos']}prefLabel"
_NOTATION: Final = f"{STANDARD['skos']}notation"
_TYPE: Final = f"{STANDARD['rdf']}type"
#: What makes a State known to other datasets; a generated one is known to none.
_KNOWN: Final = frozenset((f"{STANDARD['skos']}exactMatch", f"{STANDARD['schema']}sameAs"))
#: What ties a thing to the country or to something in it, of which each country has its own.
_TIES: Final = {
    MIGOV + "Component": (MIGOV + "componentOf",),
    MIGOV + "Membership": (f"{STANDARD['org']}member", f"{STANDARD['org']}organization"),
}
#: What tells things of one name apart.
_APART: Final = frozenset((MIGOV + "componentOf", MIGOV + "jurisdiction"))


def pattern_of(country: tuple[Quad, ...], shared: tuple[Quad, ...], code: str, name: str) -> tuple[Quad, ...]:
    """Return the quads that copies are made from.

    What the country states about things that all share stands once, and names that would be those of two things are
    made different.
    """
    state = f"{ID}int/state-{code}"
    left = _left_out(country, shared, (f"{ID}{code}/", state))
    kept = [
        (graph, triple) for graph, triple in country
        if not {_text(triple.subject), _text(triple.object)} & left and not _is_of_the_real_one(triple, code)
    ]  # fmt: skip
    apart = {_text(triple.subject) for _, triple in kept if triple.predicate.value in _APART} | {state}
    return tuple(
        (graph, triple if _text(triple.subject) in apart else _renamed(triple, name)) for graph, triple in kept
    )


def _left_out(country: tuple[Quad, ...], shared: tuple[Quad, ...], own: tuple[str, ...]) -> frozenset[str]:
    """Return the things that are tied to nothing in the country, and to what all share alone."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for _, triple in country:
        said[_text(triple.subject)][triple.predicate.value].append(_text(triple.object))
    had = {_text(triple.object) for _, triple in shared if triple.predicate.value == MIGOV + "hasParty"}
    left = had & said.keys()
    while True:  # a part of what is left out is left out too
        more = {
            each for each in said.keys() - left
            for kind in said[each][_TYPE] if kind in _TIES and not _is_tied(said[each], _TIES[kind], own, left)
        }  # fmt: skip
        if not more:
            return frozenset(left)
        left |= more


def _is_tied(facts: dict[str, list[str]], ties: Iterable[str], own: tuple[str, ...], left: set[str]) -> bool:
    return any(value.startswith(own) and value not in left for tie in ties for value in facts[tie])


def _is_of_the_real_one(triple: Triple, code: str) -> bool:
    """Tell whether no other State can have what is said: a code other than that in its IRI, a record about it."""
    predicate, value = triple.predicate.value, _text(triple.object)
    if predicate == _NOTATION and _text(triple.subject) == f"{ID}int/state-{code}":
        return value != code.upper()
    return predicate in _KNOWN or (predicate == MIGOV + "conflictsWith" and value.startswith(f"{ID}int/"))


def _renamed(triple: Triple, name: str) -> Triple:
    label = triple.object
    if triple.predicate.value != LABEL or not isinstance(label, Literal) or name in label.value:
        return triple
    return Triple(triple.subject, triple.predicate, Literal(f"{label.value} ({name})", language=label.language))


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
