"""An answer as Parquet: typed columns for data frames, the citation of the run in the metadata of the file.

Integers and years are int64, decimals decimal128, booleans bool, days date32; a column of mixed values is text. A
list column is a list. With evidence in long form all columns are text, one line for each passage.
"""

from __future__ import annotations

import datetime
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from mgi_graph.results.extra import needed
from mgi_graph.results.grids import Grid, digest_grids, machine
from mgi_graph.results.layout import PLAIN
from mgi_graph.results.run import record_of, run_of
from mgi_graph.results.typed import plain, typed_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.answer import Answer
    from mgi_graph.results.layout import Layout
    from mgi_graph.results.typed import TypedColumn

#: The key of the citation in the metadata of a file.
KEY: Final = b"mgi"
#: What parts the values of a list where it is shown as text.
SEPARATOR: Final = "; "
_DIGITS: Final = 38
_TYPES: Final[dict[str, type]] = {
    "integer": int,
    "year": int,
    "boolean": bool,
    "decimal": Decimal,
    "date": datetime.date,
}


def write_parquet(answer: Answer, layout: Layout = PLAIN) -> bytes:
    """Write one row a row, compressed; the same answer gives the same bytes with the same pyarrow."""
    arrow = needed("pyarrow", "frames")
    parquet = needed("pyarrow.parquet", "frames")
    if layout.references:
        grid = machine(answer, layout)
        arrays = [arrow.array([row[at] for row in grid.rows], arrow.string()) for at in range(len(grid.heads))]
        table = arrow.table(arrays, names=list(grid.heads))
    else:
        columns = typed_columns(answer)
        table = arrow.table([_array(arrow, each) for each in columns], names=[each.name for each in columns])
    run = run_of(answer, layout, form="parquet", shown=digest_grids([grid_of(table)]))
    out = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata({KEY: json.dumps(record_of(run))}), out, compression="zstd")
    return out.getvalue()


def grid_of(table: Any) -> Grid:  # noqa: ANN401 - pyarrow publishes no types
    """Return the heads and cells of a table as text."""
    columns = [[_text(value) for value in column.to_pylist()] for column in table.columns]
    return Grid(tuple(table.column_names), tuple(zip(*columns, strict=True)) if columns else ())


def _text(value: object) -> str:
    return SEPARATOR.join(map(plain, value)) if isinstance(value, list) else plain(value)


def _array(arrow: Any, column: TypedColumn) -> Any:  # noqa: ANN401
    kind = _type(arrow, column, [value for cell in column.cells for value in cell])
    text = kind == arrow.string()
    cells = [[plain(value) if text else value for value in cell] for cell in column.cells]
    if column.many:
        return arrow.array(cells, arrow.list_(kind))
    return arrow.array([cell[0] if cell else None for cell in cells], kind)


def _type(arrow: Any, column: TypedColumn, values: Sequence[object]) -> Any:  # noqa: ANN401
    """Return the type of a column: that of its kind where all of its values are of it, else text."""
    python: type = _TYPES.get(column.kind, str)
    if column.kind == "term" and values:  # a query of one's own says no kinds
        python = type(values[0])
    if any(type(value) is not python for value in values):
        return arrow.string()
    if python is Decimal:
        return _decimal(arrow, [value for value in values if isinstance(value, Decimal)])
    if python is int and any(isinstance(value, int) and abs(value) >= 2**63 for value in values):
        return arrow.string()
    return {int: arrow.int64(), bool: arrow.bool_(), datetime.date: arrow.date32()}.get(python, arrow.string())


def _decimal(arrow: Any, values: Sequence[Decimal]) -> Any:  # noqa: ANN401
    """Return a decimal type that holds all digits, or text where there is none."""
    scale = max([0, *(-int(value.as_tuple().exponent) for value in values)])
    whole = max([1, *(len(str(abs(int(value)))) for value in values)])
    return arrow.decimal128(whole + scale, scale) if whole + scale <= _DIGITS else arrow.string()
