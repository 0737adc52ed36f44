"""An answer as a table of a page: labels that lead to this host, numbers as such, the passages of each row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.results.cells import safe, shown
from mgi_graph.results.cite import cite
from mgi_graph.results.grids import is_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_graph.queries.answer import Answer, AnswerRow
    from mgi_graph.server.address import Address
    from mgi_graph.store.protocol import Term

#: Kinds of columns that are set as numbers.
NUMBERS: Final = frozenset({"integer", "decimal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value as text; ``href`` is where it leads, empty where it leads nowhere."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a column of a row."""

    head: str
    parts: tuple[Part, ...]
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTable:
    """The rows at hand; ``first`` counts from 1."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    first: int


def table_of(answer: Answer, address: Address, *, iris: bool = False) -> AnswerTable:
    """Return an answer as a table; ``iris`` shows CURIEs in place of labels."""
    many = is_many(answer)
    labels = {} if iris else answer.labels
    heads = (*(column.name for column in answer.columns), *(("evidence",) if answer.cited else ()))
    rows = tuple(tuple(_cells(answer, row, labels, address, many=many)) for row in answer.rows)
    return AnswerTable(heads=heads, rows=rows, first=answer.page.first if answer.page else 1)


def _cells(
    answer: Answer, row: AnswerRow, labels: Mapping[str, str], address: Address, *, many: bool
) -> Iterator[Cell]:
    for column, values in zip(answer.columns, row.values, strict=True):
        parts = tuple(_part(term, labels, address) for term in values)
        yield Cell(head=column.name, parts=parts, is_number=column.kind in NUMBERS)
    if answer.cited:
        passages = (
            Part(text=safe(cite(passage, profile=many)), href=address.link(passage.iri)) for passage in row.passages
        )
        yield Cell(head="evidence", parts=tuple(passages))


def _part(term: Term, labels: Mapping[str, str], address: Address) -> Part:
    text = safe(" ".join(shown(term, labels).split()))
    if isinstance(term, ox.NamedNode) and term.value.startswith(("https://", "http://")):
        return Part(text=text, href=address.link(term.value))
    return Part(text=text)
