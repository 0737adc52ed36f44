"""An answer as heads and rows of text: for people with labels, for programs with IRIs beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from mgi_graph.results.cells import joined, lexical, safe
from mgi_graph.results.cite import cite, cite_all, pages_of, parts_of, several
from mgi_graph.results.digest import digest_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mgi_graph.queries.answer import Answer, AnswerRow
    from mgi_graph.queries.passages import Passage
    from mgi_graph.results.layout import Layout
    from mgi_graph.results.references.model import Reference
    from mgi_graph.store.protocol import Term

#: What the long form tells of each passage: for programs after the values of its row, and for people.
_LONG = (
    "evidence", "profile", "section", "paragraph", "sentence", "place", "firstPage", "lastPage", "citation",
    "keySource", "keySourceLabel",
)  # fmt: skip
_EVIDENCE = ("row", "passage", "section", "paragraph", "sentence", "page", "key sources")


class Grid(NamedTuple):
    """Heads, and rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def digest_grids(grids: Iterable[Grid]) -> str:
    """Return the SHA-256 of what a file shows, cell by cell."""
    return digest_json([[grid.heads, grid.rows] for grid in grids])


def readable(answer: Answer, layout: Layout) -> tuple[Grid, ...]:
    """Return the table for a person, and one of its evidence where the layout asks for it.

    The last column of the first has the citations. White space within a cell is one space.
    """
    many = is_many(answer)
    labels = {} if layout.iris else answer.labels
    heads = tuple(column.name for column in answer.columns) + (("evidence",) if answer.cited else ())
    rows = []
    for row in answer.rows:
        cells = tuple(_line(joined(cell, labels)) for cell in row.values)
        rows.append((*cells, _line("; ".join(cite_all(row.passages, profile=many)))) if answer.cited else cells)
    table = Grid(heads, tuple(rows))
    return (table, _evidence(answer, layout.references.rows, many=many)) if layout.references else (table,)


def machine(answer: Answer, layout: Layout) -> Grid:
    """Return the table for a program: an IRI column is followed by one with its labels.

    In a list, IRIs are parted by spaces, labels and other values by semicolons. ``evidence`` holds the
    passages' IRIs, ``citation`` their citations. With evidence in long form there is one line for each
    passage of each row, and ``row`` counts the rows.
    """
    labelled = labelled_columns(answer)
    heads: list[str] = []
    for column, label in zip(answer.columns, labelled, strict=True):
        heads += [column.name, f"{column.name}Label"] if label else [column.name]
    many = is_many(answer)
    lines: list[tuple[str, ...]] = []
    for number, row in enumerate(answer.rows):
        cells = _values(answer, row, labelled)
        if layout.references:
            lines += _long([str(_first(answer) + number), *cells], row, layout.references.rows[number], many=many)
        else:
            lines.append((*cells, *_short(row, many=many)) if answer.cited else tuple(cells))
    if layout.references:
        return Grid(("row", *heads, *_LONG), tuple(lines))
    return Grid((*heads, "evidence", "citation") if answer.cited else tuple(heads), tuple(lines))


def labelled_columns(answer: Answer) -> tuple[bool, ...]:
    """Tell which columns have labels beside them in the forms for programs."""
    return tuple(_labelled(answer, index) for index in range(len(answer.columns)))


def label_of(answer: Answer, term: Term) -> str:
    """Return the label of an IRI, or nothing."""
    return answer.labels.get(term.value, "") if isinstance(term, ox.NamedNode) else ""


def is_many(answer: Answer) -> bool:
    """Tell whether the passages of an answer belong to several records."""
    return several(passage for row in answer.rows for passage in row.passages)


def _first(answer: Answer) -> int:
    return answer.page.first if answer.page else 1


def _line(text: str) -> str:
    return safe(" ".join(text.split()))


def _labelled(answer: Answer, index: int) -> bool:
    if answer.columns[index].kind == "iri":
        return True
    return any(label_of(answer, term) for row in answer.rows for term in row.values[index])


def _values(answer: Answer, row: AnswerRow, labelled: Sequence[bool]) -> list[str]:
    cells = []
    for cell, label in zip(row.values, labelled, strict=True):
        names = (" " if label else "; ").join(map(lexical, cell))
        cells += [names, "; ".join(label_of(answer, term) for term in cell)] if label else [names]
    return cells


def _short(row: AnswerRow, *, many: bool) -> list[str]:
    return [" ".join(passage.iri for passage in row.passages), "; ".join(cite_all(row.passages, profile=many))]


def _long(cells: Sequence[str], row: AnswerRow, sources: Sequence[Reference], *, many: bool) -> list[tuple[str, ...]]:
    keys = (" ".join(each.iri for each in sources), "; ".join(each.short for each in sources))
    passages: Sequence[Passage | None] = row.passages or (None,)
    return [(*cells, *_passage(passage, many=many), *keys) for passage in passages]


def _passage(passage: Passage | None, *, many: bool) -> tuple[str, ...]:
    if passage is None:
        return ("",) * (len(_LONG) - 2)
    pages = (str(page or "") for page in (passage.first_page, passage.last_page))
    return (passage.iri, passage.profile, *parts_of(passage.locator), *pages, cite(passage, profile=many))


def _evidence(answer: Answer, sources: Sequence[Sequence[Reference]], *, many: bool) -> Grid:
    lines = []
    for number, (row, works) in enumerate(zip(answer.rows, sources, strict=True), start=_first(answer)):
        said = _line("; ".join(each.short for each in works))
        for passage in row.passages:
            parts = parts_of(passage.locator)
            place = _line(parts.section or parts.other)
            pages = pages_of(passage).removeprefix("p. ")
            name = _line(cite(passage, profile=many))
            lines.append((str(number), name, place, parts.paragraph, parts.sentence, pages, said))
        if not row.passages:
            lines.append((str(number), "none stated", "", "", "", "", said))
    return Grid(_EVIDENCE, tuple(lines))
