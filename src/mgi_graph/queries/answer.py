"""What comes back from a query: rows, and beside each row the passages that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from mgi_graph.queries.header import Column
    from mgi_graph.queries.passages import Passage
    from mgi_graph.store.protocol import Solutions, Term

#: What stands in one column of one row: nothing, a term, or in a list column several.
Cell: TypeAlias = "tuple[Term, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """The values of a row, one for each column, and its passages in the order of the source."""

    values: tuple[Cell, ...]
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a SELECT.

    ``columns`` leave out the evidence, which is in the rows; ``cited`` says whether the query asks
    for it. ``labels`` has a label for each IRI that has one, ``sources`` the citations in full of
    the records that the passages belong to, ``solutions`` what the engine gave, unfolded.
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
    sources: tuple[str, ...] = ()


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
