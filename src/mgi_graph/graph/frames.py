"""Answers as data frames of pandas and polars.

An IRI column is text, followed by ``<column>Label``; a list column holds lists. Whole numbers and years
are integers that may be missing, decimals are floats (rows keep them exact), dates are dates. With
evidence, ``evidence`` holds the passages' IRIs in a list and ``citation`` the citations as text.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mgi_graph.errors import OutputError
from mgi_graph.results.values import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import polars as pl

    from mgi_graph.graph.result import QueryResult
    from mgi_graph.graph.row import Cell
    from mgi_graph.queries.header import Column

Kind: TypeAlias = Literal["text", "integer", "number", "truth", "date", "time"]

_KINDS: Final[dict[str, Kind]] = {
    "iri": "text", "string": "text", "integer": "integer", "year": "integer",
    "decimal": "number", "boolean": "truth", "date": "date",
}  # fmt: skip
_TYPES: Final[dict[Kind, tuple[type, ...]]] = {
    "truth": (bool,), "integer": (int,), "number": (int, float, Decimal),
    "time": (datetime.datetime,), "date": (datetime.date,), "text": (str, Entity),
}  # fmt: skip
_PANDAS: Final[dict[Kind, str]] = {
    "text": "string", "integer": "Int64", "number": "Float64",
    "truth": "boolean", "date": "datetime64[s]", "time": "datetime64[us, UTC]",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A column of a frame: plain values of one kind, or lists of them."""

    name: str
    kind: Kind
    many: bool
    values: tuple[object, ...]


def to_pandas(result: QueryResult) -> pd.DataFrame:
    """Return a pandas frame; ``frame.attrs`` says of which query and dataset it is.

    Raises :class:`OutputError` where pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("pandas") from error
    data = {}
    for each in series(result):
        values = [list(value) if isinstance(value, tuple) else value for value in each.values]
        data[each.name] = pd.Series(values, dtype="object" if each.many else _PANDAS[each.kind])
    frame = pd.DataFrame(data)
    frame.attrs = {"query": result.name, "title": result.title, "dataset": f"sha256:{result.digest}"}
    frame.attrs["sources"] = list(result.sources)
    return frame


def to_polars(result: QueryResult) -> pl.DataFrame:
    """Return a polars frame; raises :class:`OutputError` where polars is not installed."""
    try:
        import polars as pl
    except ImportError as error:
        raise _missing("polars") from error
    kinds: dict[Kind, pl.DataType] = {
        "text": pl.String(), "integer": pl.Int64(), "number": pl.Float64(),
        "truth": pl.Boolean(), "date": pl.Date(), "time": pl.Datetime("us", "UTC"),
    }  # fmt: skip
    columns = []
    for each in series(result):
        kind = pl.List(kinds[each.kind]) if each.many else kinds[each.kind]
        columns.append(pl.Series(each.name, each.values, dtype=kind))
    return pl.DataFrame(columns)


def series(result: QueryResult) -> tuple[Series, ...]:
    """Return the columns of a frame, labels and citations among them.

    A column of free SPARQL has the kind that all its values have, else it is text. Labels do not take
    the name of another column.
    """
    found: list[Series] = []
    for index, column in enumerate(result.columns):
        cells = [row[index] for row in result]
        kind = _kind(column, cells)
        found.append(_series(column.name, kind, column.many, [_each(cell, kind) for cell in cells]))
        named = any(isinstance(value, Entity) for cell in cells for value in _several(cell))
        if (column.kind == "iri" or named) and f"{column.name}Label" not in result.names:
            found.append(_series(f"{column.name}Label", "text", column.many, [_labels(cell) for cell in cells]))
    if result.cited:
        iris = [tuple(each.iri for each in row.evidence) for row in result]
        found.append(Series(name="evidence", kind="text", many=True, values=tuple(iris)))
        citations = ["; ".join(map(str, row.evidence)) for row in result]
        found.append(Series(name="citation", kind="text", many=False, values=tuple(citations)))
    return tuple(found)


def _series(name: str, kind: Kind, many: bool, cells: Sequence[tuple[object, ...]]) -> Series:
    values = cells if many else [cell[0] if cell else None for cell in cells]
    return Series(name=name, kind=kind, many=many, values=tuple(values))


def _kind(column: Column, cells: Sequence[Cell]) -> Kind:
    values = [value for cell in cells for value in _several(cell)]
    named = _KINDS.get(column.kind)
    fitting = [kind for kind, types in _TYPES.items() if all(type(value) in types for value in values)]
    if named:
        return named if not values or named in fitting else "text"
    return fitting[0] if values and fitting else "text"


def _each(cell: Cell, kind: Kind) -> tuple[object, ...]:
    return tuple(_plain(value, kind) for value in _several(cell))


def _plain(value: object, kind: Kind) -> object:
    if isinstance(value, Entity):
        return value.iri
    match kind:
        case "number":
            return float(value)  # type: ignore[arg-type] # the kind says that it is one
        case "text":
            return str(value)
        case "time" if isinstance(value, datetime.datetime) and value.tzinfo is None:
            return value.replace(tzinfo=datetime.UTC)
    return value


def _labels(cell: Cell) -> tuple[object, ...]:
    return tuple((value.label or None) if isinstance(value, Entity) else None for value in _several(cell))


def _several(cell: Cell) -> tuple[object, ...]:
    return cell if isinstance(cell, tuple) else () if cell is None else (cell,)


def _missing(library: str) -> OutputError:
    return OutputError(f"{library} is not installed: pip install 'mgi-graph[frames]'")
