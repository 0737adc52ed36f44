"""What comes back from a query: rows, and beside each row the passages that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Triple

    from mgi_graph.queries.emptiness import Emptiness, Unmatched
    from mgi_graph.queries.header import Column
    from mgi_graph.queries.passages import Passage
    from mgi_graph.store.protocol import Row, Solutions, Term

#: What stands in one column of one row: nothing, a term, or in a list column several.
Cell: TypeAlias = "tuple[Term, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """The values of a row, one for each column, and its passages in the order of the source.

    ``solutions`` are the solutions of the engine that the row was folded from.
    """

    values: tuple[Cell, ...]
    passages: Sequence[Passage] = ()
    solutions: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which rows of an answer are at hand: from ``first`` (counted from 1), of ``total``.

    ``next`` is the cursor that the rows after them are asked with, empty after the last; ``digest``
    that of the whole answer.
    """

    first: int
    total: int
    next: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a SELECT.

    ``columns`` leave out the evidence, which is in the rows; ``cited`` says whether the query asks
    for it. ``labels`` has a label for each IRI that has one, in ``language`` where there is one;
    ``sources`` the citations in full of the records that the passages belong to; ``solutions`` what
    the engine gave, unfolded. ``text`` is the query as the engine had it, ``query_digest`` the
    SHA-256 of the query as it is saved, ``digest`` that of the dataset, ``versions`` what the dataset
    calls its version. ``page`` is there where ``rows`` are not all of them, ``emptiness`` says why
    there are none, ``unmatched`` which of several values none of them comes from. Labels, passages, sources and
    versions are read when they are first looked at.
    """

    columns: tuple[Column, ...]
    rows: tuple[AnswerRow, ...]
    solutions: Solutions
    digest: str
    name: str = ""
    title: str = ""
    question: str = ""
    parameters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cited: bool = False
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sources: Sequence[str] = ()
    language: str = "en"
    text: str = ""
    query_digest: str = ""
    versions: Sequence[str] = ()
    page: Page | None = None
    emptiness: Emptiness | None = None
    unmatched: tuple[Unmatched, ...] = ()

    @property
    def total(self) -> int:
        """Count the rows of the whole answer, at hand or not."""
        return self.page.total if self.page else len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to an ASK."""

    holds: bool
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The answer to a CONSTRUCT or DESCRIBE: triples, each once, sorted."""

    triples: tuple[Triple, ...]
    digest: str
