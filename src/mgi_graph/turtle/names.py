"""Check that every name of ours is declared: terms, concepts, shapes and things."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from mgi_graph.namespaces import ID, MIGOV, VOCAB, shrink
from mgi_graph.turtle.rule import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_graph.turtle.facts import Facts
    from mgi_graph.turtle.place import PlaceIndex
    from mgi_graph.turtle.tokens import Token

#: How many names are compared with all that exist; whoever has more slips has a missing file.
_HINTS: Final = 100


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
    for file in files:
        lost = {iri for iri in file.names if iri.startswith(base)} - declared
        for iri, token in mentions(file.places).items() if lost else ():
            if iri in lost:
                if iri not in hints:
                    hints[iri] = _nearest(iri, declared) if len(hints) < _HINTS else None
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


def _nearest(iri: str, declared: frozenset[str]) -> str | None:
    space = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
    names = sorted(name for name in declared if name.startswith(space))
    nearest = get_close_matches(iri, names, n=1, cutoff=0.6)
    return shrink(nearest[0]) if nearest else None
