"""What a page shows of an answer: the first rows under their names, a yes or no, the first lines of Turtle."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD, shrink
from mgi_graph.queries.names import read_labels
from mgi_graph.server.sparql.writers import Bounds, too_large, write_triples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.server.address import Address
    from mgi_graph.store.embedded import Found
    from mgi_graph.store.protocol import Store, Term

#: How many rows, and lines of Turtle, a page shows; the rest is in the files beside it.
ROWS: Final = 200
LINES: Final = 500
_NUMBERS: Final = frozenset(f"{STANDARD['xsd']}{name}" for name in ("integer", "decimal", "double", "float", "gYear"))
_LINKED: Final = ("https://", "http://")

Kind: TypeAlias = Literal["rows", "boolean", "graph"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value as text; ``href`` is where it leads, ``language`` that of a text which says it; both may be empty."""

    text: str = ""
    href: str = ""
    language: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer on a page; ``heads`` are columns, and whether they are numbers."""

    kind: Kind
    summary: str
    caption: str = ""
    heads: tuple[tuple[str, bool], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    holds: bool = False
    text: str = ""


def show(found: Found, store: Store, address: Address, bounds: Bounds) -> Shown:
    """Return what to show; raises :class:`Problem` where the answer is larger than the bounds allow."""
    if isinstance(found, ox.QuerySolutions):
        return _rows(found, store, address, bounds)
    if isinstance(found, ox.QueryBoolean):
        return Shown(kind="boolean", summary="Answered", holds=bool(found))
    lines = write_triples(found, "ttl", bounds).decode().splitlines()
    return Shown(kind="graph", summary=_counted(len(lines), "line", " of Turtle", LINES), text="\n".join(lines[:LINES]))


def _rows(found: ox.QuerySolutions, store: Store, address: Address, bounds: Bounds) -> Shown:
    columns = [variable.value for variable in found.variables]
    first = [tuple(row) for row in islice(found, ROWS)]
    total = len(first) + sum(1 for _ in islice(found, bounds.rows + 1 - len(first)))
    if total > bounds.rows:
        raise too_large(f"{bounds.rows} rows")
    labels = read_labels(store, {term.value for row in first for term in row if isinstance(term, ox.NamedNode)})
    rows = tuple(tuple(_cell(term, labels, address) for term in row) for row in first)
    numeric = [any(row[at].is_number for row in rows) for at in range(len(columns))]
    summary = _counted(total, "row", "", ROWS)
    heads = tuple(zip(columns, numeric, strict=True))
    return Shown(kind="rows", summary=summary, caption="Rows of the answer", heads=heads, rows=rows)


def _cell(term: Term | None, labels: Mapping[str, str], address: Address) -> Cell:
    if term is None:
        return Cell()
    if isinstance(term, ox.NamedNode):
        href = address.link(term.value) if term.value.startswith(_LINKED) else ""
        return Cell(text=labels.get(term.value) or shrink(term.value), href=href)
    if isinstance(term, ox.Literal):
        return Cell(text=term.value, language=term.language or "", is_number=term.datatype.value in _NUMBERS)
    return Cell(text=str(term))


def _counted(total: int, word: str, of: str, most: int) -> str:
    words = f"{total:,} {word}{'' if total == 1 else 's'}{of}"
    return words if total <= most else f"{words}; the first {most} are shown, the files have them all"
