"""The rows of an exported answer, read back cell by cell as their writer showed them."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from mgi_graph.results.delimited import BOM, unguarded
from mgi_graph.results.extra import needed
from mgi_graph.results.grids import Grid
from mgi_graph.results.records import objects_grid
from mgi_graph.results.table import breadth
from mgi_graph.results.typed import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_RULE: Final = re.compile(r"-+(  -+)*")
_CELLS: Final = re.compile(r"(?:[^|\\]|\\.)+")
_RANGE: Final = re.compile(r"\d+ rows?$|rows \d+–\d+ of \d+|no rows of \d+")
_ESCAPE: Final = re.compile(r"\\(.)")

Grids = tuple[Grid, ...]


def read_grids(data: bytes, form: str) -> Grids:
    """Read the tables of an exported answer; raises :class:`ValueError` where they cannot be read."""
    return _READERS[form](data)


def _csv(data: bytes) -> Grids:
    lines = list(csv.reader(io.StringIO(data.decode().removeprefix(BOM), newline=""), strict=True))
    return (_grid([[unguarded(cell) for cell in line] for line in lines]),)


def _tsv(data: bytes) -> Grids:
    lines = data.decode().removesuffix("\n").split("\n")
    return (_grid([[unguarded(cell) for cell in line.split("\t")] for line in lines]),)


def _json(data: bytes) -> Grids:
    return (objects_grid(json.loads(data)["rows"]),)


def _solutions(data: bytes, *, xml: bool) -> Grids:
    import pyoxigraph as ox

    formats = ox.QueryResultsFormat
    found = ox.parse_query_results(data, format=formats.XML if xml else formats.JSON)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("a yes or no has no rows")
    names = tuple(variable.value for variable in found.variables)
    return (Grid(names, tuple(tuple("" if term is None else str(term) for term in row) for row in found)),)


def _table(data: bytes) -> Grids:
    """Read tables of text by the columns of their rules; a table that was wrapped has more lines than rows."""
    lines = data.decode().splitlines()
    starts = [index for index, line in enumerate(lines) if _RULE.fullmatch(line)]
    grids = []
    for start in starts:
        widths = [len(part) for part in lines[start].split("  ")]
        body = lines[start + 1 : _end(lines, start + 1)]
        cells = [tuple(_slices(line, widths)) for line in (lines[start - 1], *body)]
        grids.append(_grid(cells))
    return tuple(grids)


def _end(lines: Sequence[str], start: int) -> int:
    """Return where a table ends: at the blank line before what comes after it; a row may be blank itself."""
    for index in range(start, len(lines)):
        after = lines[index + 1 : index + 3]
        if not lines[index] and (_RANGE.match(after[0] if after else "") or any(map(_RULE.fullmatch, after[1:]))):
            return index
    return len(lines)


def _slices(line: str, widths: Sequence[int]) -> Iterable[str]:
    ends = list(itertools.accumulate(width + 2 for width in widths))
    parts = [""] * len(widths)
    place = 0
    for character in line:
        column = next((index for index, end in enumerate(ends) if place < end), len(ends) - 1)
        parts[column] += character
        place += breadth(character)
    return (part.strip() for part in parts)


def _markdown(data: bytes) -> Grids:
    grids: list[list[list[str]]] = []
    inside = False
    for line in data.decode().splitlines():
        if not line.startswith("| "):
            inside = False
            continue
        if not inside:
            grids.append([])
        inside = True
        cells = [_ESCAPE.sub(r"\1", cell).strip() for cell in _CELLS.findall(line[1:-1]) if cell]
        grids[-1].append(cells)
    return tuple(_grid([lines[0], *lines[2:]]) for lines in grids)


class _Page(HTMLParser):
    """Collect the cells of every table."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as the library calls it
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self.cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self.cell).split()))
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)


def _html(data: bytes) -> Grids:
    page = _Page()
    page.feed(data.decode())
    return tuple(_grid(table) for table in page.tables)


def _xlsx(data: bytes) -> Grids:
    from mgi_graph.results.workbook import CITATION

    book = needed("openpyxl", "excel").load_workbook(io.BytesIO(data), read_only=True)
    names = [name for name in book.sheetnames if name != CITATION]
    return tuple(_grid([list(map(plain, line)) for line in book[name].iter_rows(values_only=True)]) for name in names)


def _parquet(data: bytes) -> Grids:
    from mgi_graph.results.parquet import grid_of

    return (grid_of(needed("pyarrow.parquet", "frames").read_table(io.BytesIO(data))),)


def _grid(lines: Sequence[Sequence[str]]) -> Grid:
    heads, *rows = lines or ((),)
    if any(len(row) != len(heads) for row in rows):
        raise ValueError("a row has not as many cells as there are heads")
    return Grid(tuple(heads), tuple(map(tuple, rows)))


_READERS: Final[dict[str, Callable[[bytes], Grids]]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "markdown": _markdown,
    "html": _html,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "srj": lambda data: _solutions(data, xml=False),
    "srx": lambda data: _solutions(data, xml=True),
}
