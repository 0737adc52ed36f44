"""Check that what is deprecated is used by nothing but what is deprecated too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from mgi_graph.namespaces import STANDARD, shrink
from mgi_graph.turtle.rule import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_graph.turtle.facts import Facts

_DEPRECATED: Final = f"{STANDARD['owl']}deprecated"
_REPLACED: Final = f"{STANDARD['dcterms']}isReplacedBy"


def deprecated_term(files: Sequence[Facts]) -> Iterator[Slip]:
    """Find the places where a deprecated term or concept is used; the correction is what replaces it."""
    gone = _deprecated(files)
    if not gone:
        return
    instead = _replacements(files, gone)
    nodes = frozenset(map(NamedNode, gone))
    for places in [file.places for file in files if not gone.isdisjoint(file.names)]:
        uses = {
            token: term
            for statement in places.document.statements
            if statement.subject not in nodes
            for term, token in zip(statement[1:3], statement.at[1:], strict=True)
            if isinstance(term, NamedNode) and term in nodes
        }
        for token, term in uses.items():
            near = instead.get(term.value)
            hint = f"; use {near}" if near else ""
            yield Slip(places.at(token), term.value, f"{shrink(term.value)} is deprecated{hint}", near)


def _deprecated(files: Sequence[Facts]) -> frozenset[str]:
    return frozenset(
        triple.subject.value
        for file in files
        for triple in file.triples
        if triple.predicate.value == _DEPRECATED
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
        and triple.object.value in {"true", "1"}
    )


def _replacements(files: Sequence[Facts], gone: frozenset[str]) -> dict[str, str]:
    """Return the one name that each is replaced by; several are no correction."""
    found: dict[str, list[str]] = {}
    for triple in (triple for file in files for triple in file.triples if triple.predicate.value == _REPLACED):
        if (
            isinstance(triple.subject, NamedNode)
            and isinstance(triple.object, NamedNode)
            and triple.subject.value in gone
        ):
            found.setdefault(triple.subject.value, []).append(shrink(triple.object.value))
    return {name: others[0] for name, others in found.items() if len(others) == 1}
