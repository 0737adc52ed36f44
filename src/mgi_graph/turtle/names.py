"""Check that every name of ours is declared: terms, concepts, shapes and things."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from mgi_graph.namespaces import ID, MIGOV, VOCAB, shrink
from mgi_graph.turtle.rule import Slip

#: How alike two local names are for one to be a slip of the other.
_ALIKE: Final = 0.6

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_graph.turtle.facts import Facts
    from mgi_graph.turtle.place import PlaceIndex
    from mgi_graph.turtle.tokens import Token

#: How many names get a hint, and how many pairs of names are compared for that: a second or two of work. Whoever has
#: more slips has a missing file.
_HINTS: Final = 100
_PAIRS: Final = 200_000


def undeclared_term(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find terms of the ontology's namespace that no file of ``ontology/`` declares."""
    declared = _declared([file for file in files if file.file.startswith("ontology/")], MIGOV)
    return _undeclared(files, MIGOV, declared, "a term is declared in the ontology")


def undeclared_concept(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find concepts and schemes that no file declares."""
    return _undeclared(files, VOCAB, _declared(files, VOCAB), "a concept is declared in a vocabulary")


def undeclared_thing(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find things that no file describes; inference would give them a class, and hide the slip."""
    return _undeclared(files, ID, _declared(files, ID), "a thing is described in the data")


def _declared(files: Sequence[Facts], base: str) -> frozenset[str]:
    return frozenset(iri for file in files for iri in file.subjects if iri.startswith(base))


def _undeclared(files: Sequence[Facts], base: str, declared: frozenset[str], requirement: str) -> Iterator[Slip]:
    hints: dict[str, str | None] = {}
    nearest = _Nearest(declared)
    for file in files:
        lost = {iri for iri in file.names if iri.startswith(base)} - declared
        for iri, token in mentions(file.places).items() if lost else ():
            if iri in lost:
                if iri not in hints:
                    hints[iri] = nearest.to(iri) if len(hints) < _HINTS else None
                near = hints[iri]
                hint = f"; nearest: {near}" if near else ""
                yield Slip(file.places.at(token), iri, f"{requirement}, and {shrink(iri)} is not{hint}", near)


def mentions(file: PlaceIndex) -> dict[str, Token]:
    """Return each IRI of a file, and where it is first named."""
    first: dict[object, Token] = {}
    for statement in file.document.statements:
        for term, token in zip(statement[:3], statement.at, strict=True):
            if term not in first:
                first[term] = token
    return {term.value: token for term, token in first.items() if isinstance(term, NamedNode)}


class _Nearest:
    """The declared names by their namespace, and how many comparisons are left."""

    def __init__(self, declared: frozenset[str]) -> None:
        self._declared = declared
        self._known: dict[str, list[str]] = {}
        self._left = _PAIRS

    def to(self, iri: str) -> str | None:
        """Return the name of the same namespace that differs least, if it is alike at all."""
        space = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
        if space not in self._known:
            self._known[space] = sorted(name[len(space) :] for name in self._declared if name.startswith(space))
        names = self._known[space]
        self._left -= len(names)
        if self._left < 0:
            return None
        found = get_close_matches(iri[len(space) :], names, n=1, cutoff=_ALIKE)
        return shrink(space + found[0]) if found else None
