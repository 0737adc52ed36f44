"""What differs from engine to engine, once for each: where it listens, how it takes graphs, what it does to terms.

``docs/engines.md`` tells each difference with the test that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mgi_graph.errors import NameNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

EngineName: TypeAlias = Literal["auto", "oxigraph", "fuseki", "virtuoso", "standard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """An engine's way to speak the protocol.

    ``server`` is what its field ``Server`` begins with (RFC 9110 §10.2.4). ``query``, ``update`` and ``graphs`` are put
    to its address: the two operations of SPARQL 1.1 Protocol §2, and the Graph Store Protocol; where there is no
    ``graphs``, statements are written by Update. ``graph_parameter`` names a graph to the latter.
    ``cut`` are fields that tell that rows were left out of an answer. ``lines`` and ``bytes`` bound what is written
    by one request. ``moved`` is the most triples that one update moves, which is carried out whole or not at all;
    of more than that each graph is moved by an update of its own, or several graphs of up to ``together`` triples by
    one: each update is a transaction, and some engines keep a copy of all that one touched. ``loses_in_moves`` tells
    that ``MOVE`` loses statements where it reads what the same update has changed: Jena goes through a tree of blocks
    while it changes it. ``defines_dataset`` tells that the dataset of a query goes in its text,
    ``booleans_are_numbers`` that ``true`` comes back as ``1``.
    """

    name: EngineName
    server: str = ""
    query: str = ""
    update: str = ""
    graphs: str | None = None
    graph_parameter: str = "graph"
    cut: tuple[str, ...] = ()
    lines: int = 10_000
    bytes: int = 4 << 20
    defines_dataset: bool = False
    moved: int = 200_000
    together: int = 50_000
    loses_in_moves: bool = False
    booleans_are_numbers: bool = False


OXIGRAPH: Final = Dialect(name="oxigraph", server="Oxigraph", query="/query", update="/update", graphs="/store")
FUSEKI: Final = Dialect(
    name="fuseki",
    server="Apache Jena Fuseki",
    query="/query",
    update="/update",
    graphs="/data",
    moved=0,
    loses_in_moves=True,
)
VIRTUOSO: Final = Dialect(
    name="virtuoso",
    server="Virtuoso",
    query="/sparql",
    update="/sparql-auth",
    graphs="/sparql-graph-crud-auth",
    graph_parameter="graph-uri",
    cut=("x-sparql-maxrows", "x-sql-state"),
    lines=2_000,
    defines_dataset=True,
    moved=0,
    together=0,
    booleans_are_numbers=True,
)
#: What the standards alone ask for, at the one address that is given.
STANDARD: Final = Dialect(name="standard", lines=1_000, bytes=1 << 20, together=0)

DIALECTS: Final = {each.name: each for each in (OXIGRAPH, FUSEKI, VIRTUOSO, STANDARD)}
ENGINES: Final = ("auto", *DIALECTS)


def dialect(name: str) -> Dialect:
    """Return a dialect by the name of its engine; raises :class:`NameNotFoundError`."""
    for each in DIALECTS.values():
        if each.name == name:
            return each
    raise NameNotFoundError("engine", name, ENGINES)


def recognize(fields: Mapping[str, str]) -> Dialect:
    """Return the dialect of an engine by what it says of itself in an answer; the standard one where it says nothing.

    >>> recognize({"server": "Virtuoso/07.20.3217 (Linux)"}).name
    'virtuoso'
    """
    if "fuseki-request-id" in fields:
        return FUSEKI
    said = fields.get("server", "")
    return next((each for each in DIALECTS.values() if each.server and said.startswith(each.server)), STANDARD)
