"""Which saved queries can be asked about an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.namespaces import VOCAB, expand
from mgi_graph.search.hits import Applicable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.header import Parameter
    from mgi_graph.store.protocol import Store

#: How many are offered for each hit.
OFFERED: Final = 3
_ANY: Final = ""
#: Queries whose answer to everything names the entry: asked about it alone they have something to say. First those
#: whose parameter fits it most closely, and stands first among the parameters.
_BEST: Final = f"""
SELECT applies.query, query.summary, applies.parameter
FROM mention
JOIN applies ON applies.query = mention.query AND applies.parameter = mention.parameter
JOIN query ON query.name = applies.query
LEFT JOIN size ON size.class = applies.class
WHERE mention.entry = :entry
    AND (applies.class = '{_ANY}' OR applies.class IN (SELECT iri FROM class WHERE entry = :entry))
GROUP BY applies.query
ORDER BY (applies.class = '{_ANY}'), min(size.entries), min(applies.place), applies.query
LIMIT {OFFERED}
"""


def parameters(saved: Iterable[SavedQuery]) -> list[tuple[str, str, str, int]]:
    """List (class or scheme, query, parameter, its place) for each parameter that takes a thing."""
    return [
        (of, query.name, parameter.name, place)
        for query in saved
        for place, parameter in enumerate(query.header.parameters)
        if (of := _of(parameter)) is not None and _others_are_optional(query, parameter)
    ]


def mentions(store: Store, saved: Iterable[SavedQuery]) -> list[tuple[str, str, str]]:
    """List (query, parameter, IRI) for each thing that the answer to a saved query, asked of everything, names.

    Where the answer has a column of the parameter's name, or of its plural, only that counts.
    """
    import pyoxigraph as ox

    found: set[tuple[str, str, str]] = set()
    for query in saved:
        taking = [parameter for parameter in query.header.parameters if _of(parameter) is not None]
        if not taking:
            continue
        solutions = store.select(query.text)
        for parameter in taking:
            columns = _columns(query, parameter) or solutions.columns
            at = [solutions.columns.index(name) for name in columns if name in solutions.columns]
            found |= {
                (query.name, parameter.name, term.value)
                for row in solutions.rows
                for column in at
                if isinstance(term := row[column], ox.NamedNode)
            }
    return sorted(found)


def offered(index: sqlite3.Connection, entry: int, curie: str) -> tuple[Applicable, ...]:
    """Return the best queries to ask about an entry, its CURIE filled in."""
    rows = index.execute(_BEST, {"entry": entry}).fetchall()
    return tuple(
        Applicable(name=name, summary=summary, parameter=parameter, value=curie) for name, summary, parameter in rows
    )


def _columns(query: SavedQuery, parameter: Parameter) -> tuple[str, ...]:
    named = (column.name for column in query.header.columns)
    return tuple(name for name in named if name in {parameter.name, f"{parameter.name}s"})


def _of(parameter: Parameter) -> str | None:
    if parameter.kind == "concept":
        return VOCAB + parameter.of
    if parameter.kind != "iri":
        return None
    return expand(parameter.of) if parameter.of else _ANY


def _others_are_optional(query: SavedQuery, parameter: Parameter) -> bool:
    return all(not each.required or each.default is not None for each in query.header.parameters if each != parameter)
