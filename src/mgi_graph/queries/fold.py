"""Solutions of the engine folded into rows of an answer: lists and evidence are put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.queries.answer import AnswerRow
from mgi_graph.queries.header import Column
from mgi_graph.queries.passages import read_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mgi_graph.queries.answer import Cell
    from mgi_graph.queries.passages import Passage
    from mgi_graph.store.protocol import Row, Store, Term

#: Up to how many solutions it is quicker to compare the terms of a list than to hash them.
_FEW: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout:
    """Which columns of solutions an answer shows, in order, and what becomes of them.

    ``places`` is where each stands in a solution, ``lists`` has column and place of those that are lists, ``cited``
    the places of the evidence; ``key`` returns what the solutions of one row agree in.
    """

    columns: tuple[Column, ...]
    places: tuple[int, ...]
    lists: tuple[tuple[int, int], ...]
    cited: tuple[int, ...]
    key: Callable[[Row], object]


@lru_cache(maxsize=256)
def lay_out(known: tuple[Column, ...], names: tuple[str, ...]) -> Layout:
    """Find out once what is to be done with the columns that an engine gives; one unknown may hold anything."""
    kinds = {column.name: column for column in known}
    columns = [kinds.get(name) or Column(name=name, kind="term") for name in names]
    places = tuple(place for place, column in enumerate(columns) if column.kind != "evidence")
    single = [place for place in places if not columns[place].many]
    return Layout(
        columns=tuple(columns[place] for place in places),
        places=places,
        lists=tuple((at, place) for at, place in enumerate(places) if columns[place].many),
        cited=tuple(place for place, column in enumerate(columns) if column.kind == "evidence"),
        key=itemgetter(*single) if single else lambda _: None,
    )


class Folding:
    """The solutions of an answer in groups, one a row; cells are made, and passages read, when the first is wanted."""

    __slots__ = ("_found", "_groups", "_layout", "_rows", "_store", "cells")

    def __init__(self, store: Store, rows: Sequence[Row], layout: Layout, groups: Sequence[Sequence[Row]]) -> None:
        """Keep what the rows are made of."""
        self._store = store
        self._rows = rows
        self._layout = layout
        self._groups = groups
        self._found: dict[str, Passage] | None = None
        self.cells: list[tuple[Cell, ...]] = []

    def group(self, at: int) -> Sequence[Row]:
        """Return the solutions of a row."""
        return self._groups[at]

    def look(self) -> list[tuple[Cell, ...]]:
        """Make the cells of all rows, column by column; most groups are one solution, where a list is a value."""
        groups, layout = self._groups, self._layout
        firsts = [group[0] for group in groups]
        columns = [_cells(firsts, place) for place in layout.places]
        several = [(at, group) for at, group in enumerate(groups) if len(group) > 1] if layout.lists else []
        for column, place in layout.lists:
            for at, group in several:
                columns[column][at] = distinct([term for row in group if (term := row[place]) is not None])
        self.cells = list(zip(*columns, strict=True)) if columns else [()] * len(groups)
        return self.cells

    def passages(self, at: int) -> tuple[Passage, ...]:
        """Return the passages of a row, in the order of the source."""
        if not (cited := self._layout.cited):
            return ()
        if self._found is None:
            self._found = read_passages(self._store, iris(self._rows, cited))
        found = self._found
        return tuple(sorted((found[iri] for iri in set(iris(self._groups[at], cited))), key=lambda each: each.order))


class FoldedRow(AnswerRow):
    """A row of an answer that is put together when somebody looks at it; until then it is solutions of the engine."""

    __slots__ = ("_at", "_folding", "_passages")
    __setattr__ = object.__setattr__  # those of a frozen class are slow, and what is public has no setter
    __delattr__ = object.__delattr__

    def __init__(self, folding: Folding, at: int) -> None:
        """Keep where the row stands."""
        self._folding = folding
        self._at = at
        self._passages: tuple[Passage, ...] | None = None

    @property
    def values(self) -> tuple[Cell, ...]:
        """Return the cells, one for each column."""
        folding = self._folding
        return (folding.cells or folding.look())[self._at]

    @property
    def passages(self) -> Sequence[Passage]:
        """Return the passages in the order of the source."""
        if self._passages is None:
            self._passages = self._folding.passages(self._at)
        return self._passages

    @property
    def solutions(self) -> tuple[Row, ...]:
        """Return the solutions that the row was folded from."""
        return tuple(self._folding.group(self._at))

    def __eq__(self, other: object) -> bool:
        """Compare with any row, however it came about."""
        return isinstance(other, AnswerRow) and _parts(self) == _parts(other)

    def __hash__(self) -> int:
        """Hash what is compared."""
        return hash(_parts(self))

    def __reduce__(self) -> tuple[Callable[..., AnswerRow], tuple[object, ...]]:
        """Copy and pickle what the row says, without the store."""
        return _made, _parts(self)


def fold(store: Store, rows: Sequence[Row], layout: Layout) -> tuple[AnswerRow, ...]:
    """Make one row of those solutions that agree in every column that is neither a list nor evidence.

    A list keeps the order of the query.
    """
    groups: dict[object, list[Row]] = {}
    for same, run in groupby(rows, layout.key):  # most stand beside each other: one hash for all of them
        groups.setdefault(same, []).extend(run)
    folding = Folding(store, rows, layout, tuple(groups.values()))
    return tuple([FoldedRow(folding, at) for at in range(len(groups))])


def _cells(rows: Sequence[Row], place: int) -> list[Cell]:
    """Return what stands in a column of some rows where it is no list."""
    return [() if (term := row[place]) is None else (term,) for row in rows]


def cell(term: Term | None) -> Cell:
    """Return what stands in a column of a row that is no list."""
    return () if term is None else (term,)


def iris(rows: Iterable[Row], columns: Iterable[int]) -> tuple[str, ...]:
    """Return the IRIs that stand in some columns, in order, with repetition."""
    wanted = tuple(columns)
    return tuple([term.value for row in rows for index in wanted if isinstance(term := row[index], ox.NamedNode)])


def distinct(terms: list[Term]) -> Cell:
    """Return each term once, in order.

    >>> [str(term) for term in distinct([ox.Literal("b"), ox.Literal("a"), ox.Literal("b")])]
    ['"b"', '"a"']
    """
    if len(terms) > _FEW:
        return tuple(dict.fromkeys(terms))
    found: list[Term] = []
    for term in terms:
        if term not in found:
            found.append(term)
    return tuple(found)


def _parts(row: AnswerRow) -> tuple[object, ...]:
    return row.values, tuple(row.passages), row.solutions


def _made(values: tuple[Cell, ...], passages: tuple[Passage, ...], solutions: tuple[Row, ...]) -> AnswerRow:
    return AnswerRow(values=values, passages=passages, solutions=solutions)
