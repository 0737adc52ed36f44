"""Solutions of the engine folded into rows of an answer: lists and evidence are put together."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph.queries.answer import AnswerRow
from mgi_graph.queries.deferred import Deferred
from mgi_graph.queries.passages import read_passages

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from mgi_graph.queries.answer import Cell
    from mgi_graph.queries.header import Column
    from mgi_graph.queries.passages import Passage
    from mgi_graph.store.protocol import Row, Store, Term


class Evidence:
    """The passages of a whole answer, read at once when the first one is wanted."""

    def __init__(self, store: Store, rows: Sequence[Row], columns: Sequence[int]) -> None:
        """Keep where the passages stand."""
        self._store = store
        self._rows = rows
        self._columns = columns
        self._found: dict[str, Passage] | None = None

    def passages(self) -> dict[str, Passage]:
        """Return every passage by its IRI."""
        if self._found is None:
            self._found = read_passages(self._store, iris(self._rows, self._columns))
        return self._found

    def of(self, rows: Sequence[Row]) -> list[Passage]:
        """Return the passages of some solutions, in the order of the source."""
        found = self.passages()
        return sorted((found[iri] for iri in set(iris(rows, self._columns))), key=lambda each: each.order)


def fold(store: Store, rows: Sequence[Row], columns: Sequence[Column]) -> tuple[AnswerRow, ...]:
    """Make one row of those solutions that agree in every column that is neither a list nor evidence.

    A list keeps the order of the query.
    """
    shown = [index for index, column in enumerate(columns) if column.kind != "evidence"]
    cited = [index for index, column in enumerate(columns) if column.kind == "evidence"]
    lists = {index for index in shown if columns[index].many}
    evidence = Evidence(store, rows, cited) if cited else None
    single = [index for index in shown if index not in lists]
    key = itemgetter(*single) if len(single) > 1 else lambda row: tuple([row[index] for index in single])
    groups: dict[Row, list[Row]] = {}
    for same, run in groupby(rows, key):  # most stand beside each other: one hash for all of them
        groups.setdefault(same, []).extend(run)
    return tuple(
        [
            AnswerRow(
                values=_values(group, shown, lists),
                passages=Deferred(partial(evidence.of, group)) if evidence else (),
                solutions=tuple(group),
            )
            for group in groups.values()
        ]
    )


def _values(group: Sequence[Row], shown: Iterable[int], lists: Container[int]) -> tuple[Cell, ...]:
    """Return the cells of a group; most groups are one solution, where a list is no different from a value."""
    first = group[0]
    if len(group) == 1:
        return tuple([() if (term := first[index]) is None else (term,) for index in shown])
    return tuple([_list(group, index) if index in lists else cell(first[index]) for index in shown])


def cell(term: Term | None) -> Cell:
    """Return what stands in a column of a row that is no list."""
    return () if term is None else (term,)


def iris(rows: Iterable[Row], columns: Iterable[int]) -> tuple[str, ...]:
    """Return the IRIs that stand in some columns, in order, with repetition."""
    wanted = tuple(columns)
    return tuple([term.value for row in rows for index in wanted if isinstance(term := row[index], ox.NamedNode)])


def _list(rows: Sequence[Row], index: int) -> Cell:
    return tuple(dict.fromkeys([term for row in rows if (term := row[index]) is not None]))
