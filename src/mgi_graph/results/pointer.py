"""A place in a file as triples (Pointers in RDF 1.0 §2.3, W3C Working Group Note)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.conformance import Place

_EARL: Final = STANDARD["earl"]
_PTR: Final = STANDARD["ptr"]
_TYPE: Final = ox.NamedNode(f"{STANDARD['rdf']}type")


def pointer(thing: ox.BlankNode, place: Place) -> Iterator[ox.Triple]:
    """Yield what says that a thing stands at a place (EARL 1.0 Schema §2.7 ``earl:pointer``)."""
    node = ox.BlankNode(f"{thing.value}at")
    yield ox.Triple(thing, ox.NamedNode(f"{_EARL}pointer"), node)
    yield ox.Triple(node, _TYPE, ox.NamedNode(f"{_PTR}LineCharPointer"))
    yield ox.Triple(node, ox.NamedNode(f"{_PTR}reference"), ox.Literal(place.file))
    for name, number in (("lineNumber", place.line), ("charNumber", place.column)):
        if number is not None:
            yield ox.Triple(node, ox.NamedNode(_PTR + name), ox.Literal(number))
