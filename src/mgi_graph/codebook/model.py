"""What a codebook is made of: tables, their variables, and the codes that a variable may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from mgi_graph.results.run import Run

Kind: TypeAlias = Literal["iri", "code", "text", "integer", "year", "decimal", "date", "boolean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A value that a variable may have, of a concept scheme or of the ontology; ``count`` is how often it does."""

    iri: str
    curie: str
    label: str
    definition: str
    scheme: str
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A column of a table.

    ``source`` is the IRI of the property or class that defines it; ``missing`` and ``distinct`` count
    cells without a value and different values; ``required`` says that none is missing.
    """

    name: str
    label: str
    definition: str
    kind: Kind
    source: str = ""
    unit: str = ""
    codes: tuple[Code, ...] = ()
    missing: int = 0
    distinct: int = 0

    @property
    def required(self) -> bool:
        """Tell whether every row has a value."""
        return self.missing == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A column whose values are those of a key of another table, or of its own."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of one sort, one observation each; a cell is text as CSV holds it, empty where there is no value."""

    file: str
    title: str
    variables: tuple[Variable, ...]
    rows: tuple[tuple[str, ...], ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """An answer as tables, with what a reader must know to use them; the first table is the answer itself.

    ``run`` is the citation of the run that gave the answer.
    """

    name: str
    title: str
    description: str
    question: str
    parameters: tuple[tuple[str, tuple[str, ...]], ...]
    query: str
    run: Run
    sources: tuple[str, ...]
    tables: tuple[Table, ...]
