"""Saved queries described in RDF, in the terms of SHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from mgi_graph.namespaces import QUERY
from mgi_graph.publication.context import read_context
from mgi_graph.publication.writing import write
from mgi_graph.results.catalogue import describe_query, write_turtle
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import TURTLE
from mgi_graph.server.saved.forms import DESCRIPTIONS, by_suffix

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from mgi_graph.publication.context import Context as Names
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.saved.asked import Asked
    from mgi_graph.store.protocol import Store

#: The JSON-LD context of each store, made once.
_NAMES: Final[WeakKeyDictionary[Store, Names]] = WeakKeyDictionary()


def description(context: Context, *, asked: Asked, suffix: str) -> Rendered:
    """Describe a query: what it asks, takes and gives; in Turtle as the command line writes it."""
    saved = context.graph.queries[asked.name]
    if suffix == TURTLE.suffix:
        return Rendered(body=write_turtle([saved]).encode(), content_type=TURTLE.content_type)
    return written(context, triples_of(saved), suffix, first=f"{QUERY}{saved.name}")


def written(context: Context, triples: Iterable[ox.Triple], suffix: str, *, first: str | None = None) -> Rendered:
    """Write triples in the syntax that a suffix names."""
    syntax = by_suffix(suffix, DESCRIPTIONS)
    assert syntax is not None
    body = write(triples, suffix, _names(context.graph.store), first=first)
    return Rendered(body=body, content_type=syntax.content_type)


def triples_of(saved: SavedQuery) -> Iterable[ox.Triple]:
    """Return the description of a query."""
    return describe_query(saved)


def _names(store: Store) -> Names:
    if store not in _NAMES:
        _NAMES[store] = read_context(store)
    return _NAMES[store]
