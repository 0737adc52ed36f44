"""The answer to a SELECT in Python: typed rows, data frames, files, citations."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args, overload

from mgi_graph.graph.row import Evidence, Row
from mgi_graph.namespaces import shrink
from mgi_graph.queries.answer import Answer
from mgi_graph.results.cite import cite, several
from mgi_graph.results.values import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd
    import polars as pl
    import rdflib

    from mgi_graph.graph.row import Cell
    from mgi_graph.queries.answer import AnswerRow
    from mgi_graph.queries.passages import Passage
    from mgi_graph.store.protocol import Store

#: The forms of references.
Style: TypeAlias = Literal["text", "bibtex", "ris", "csl-json"]
STYLES: Final = get_args(Style)


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class QueryResult(Answer):
    """Rows to iterate over, count, index and hand on; what a row holds says :class:`Row`.

    It is an :class:`Answer` too: ``columns`` have name and kind, ``rows`` the RDF terms. Nothing of it
    changes, so threads may share it.
    """

    store: Store = field(compare=False)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order; the evidence is not one of them."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every passage that a row rests on, once, in the order of the source."""
        found = {passage.iri: passage for row in self.rows for passage in row.passages}
        return tuple(map(self._evidence, sorted(found.values(), key=lambda passage: passage.order)))

    @overload
    def __getitem__(self, key: int) -> Row: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Row, ...]: ...
    @overload
    def __getitem__(self, key: str) -> tuple[Any, ...]: ...
    def __getitem__(self, key: int | slice | str) -> Row | tuple[Row, ...] | tuple[Any, ...]:
        """Return a row, the rows of a slice, or the values of a column."""
        if isinstance(key, str):
            if key not in self.names:
                raise KeyError(f"the answer has no column {key!r}; it has {', '.join(self.names)}")
            return tuple(row[key] for row in self)
        return self._typed[key]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows in the order of the query."""
        return iter(self._typed)

    def __repr__(self) -> str:
        """Show the question, the first rows as a table, and how many there are."""
        from mgi_graph.graph.page import text

        return text(self)

    def _repr_html_(self) -> str:
        from mgi_graph.graph.page import html

        return html(self)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.names)

    def to_records(self) -> list[dict[str, object]]:
        """Return a dictionary for each row, with its passages under ``evidence`` where the query asks for them."""
        return [row.as_dict() | ({"evidence": row.evidence} if self.cited else {}) for row in self]

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas frame; what its columns hold says :mod:`mgi_graph.graph.frames`."""
        from mgi_graph.graph.frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """Return a polars frame; what its columns hold says :mod:`mgi_graph.graph.frames`."""
        from mgi_graph.graph.frames import to_polars

        return to_polars(self)

    def to_rdflib(self) -> rdflib.Graph:
        """Return an rdflib graph of what the dataset states of the things and passages in the answer.

        Those are the triples that have one of them as subject, inferred ones too.
        """
        from mgi_graph.graph.rdf import described

        return described(self)

    @property
    def citation(self) -> str:
        """The citation of this run: query, parameters, dataset and answer with their digests."""
        from mgi_graph.results.layout import PLAIN
        from mgi_graph.results.run import lines_of, run_of

        return "\n".join(lines_of(run_of(self, PLAIN)))

    def cite(self, style: Style = "text") -> str:
        """Return the references of the answer and of the run: as text, BibTeX, RIS or CSL-JSON."""
        from mgi_graph.errors import OutputError
        from mgi_graph.results.layout import PLAIN
        from mgi_graph.results.references.formats import write_references
        from mgi_graph.results.references.read import read_references
        from mgi_graph.results.run import run_of

        if style not in STYLES:
            raise OutputError(f"there is no style {style!r}; use {', '.join(STYLES)}")
        return write_references(read_references(self.store, self), run_of(self, PLAIN), style)

    def save(self, path: Path | str, form: str | None = None) -> Path:
        """Write the answer to a file, whole or not at all; the suffix says the form, or ``form`` does.

        Raises :class:`OutputError` for a form that does not fit or a file that cannot be written.
        """
        from mgi_graph.graph.saving import save

        return save(self, path, form)

    @cached_property
    def _typed(self) -> tuple[Row, ...]:
        return tuple(map(self._row, self.rows))

    @cached_property
    def _many(self) -> bool:
        return several(passage for row in self.rows for passage in row.passages)

    def _row(self, row: AnswerRow) -> Row:
        cells: list[Cell] = []
        for column, terms in zip(self.columns, row.values, strict=True):
            values = tuple(value_of(term, self.labels) for term in terms)
            cells.append(values if column.many else next(iter(values), None))
        return Row(self.names, tuple(cells), tuple(map(self._evidence, row.passages)))

    def _evidence(self, passage: Passage) -> Evidence:
        pages = {page for page in (passage.first_page, passage.last_page) if page is not None}
        return Evidence(
            iri=passage.iri,
            curie=shrink(passage.iri),
            citation=cite(passage, profile=self._many),
            pages=tuple(sorted(pages)),
            source=passage.profile,
        )


def result_of(answer: Answer, store: Store) -> QueryResult:
    """Return an answer as what Python users work with; ``store`` is the one that gave it."""
    parts = {each.name: getattr(answer, each.name) for each in fields(answer)}
    return QueryResult(**parts, store=store)
