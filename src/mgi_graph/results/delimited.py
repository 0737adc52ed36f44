"""An answer as CSV (RFC 4180) or TSV, for spreadsheets and scripts.

UTF-8 without a byte order mark, as pandas, R and CSVW expect it. A text that a spreadsheet would run as a formula
has an apostrophe before it; :func:`unguarded` takes it off. The labels of ``instrument`` stand in
``instrumentLabel``, as the label service of Wikidata names them.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from mgi_graph.results.grids import machine
from mgi_graph.results.layout import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.queries.answer import Answer
    from mgi_graph.results.grids import Grid
    from mgi_graph.results.layout import Layout

BOM: Final = "\ufeff"
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def write_csv(answer: Answer, layout: Layout = PLAIN) -> str:
    """Write one line a row, in the columns that :func:`mgi_graph.results.grids.machine` names."""
    return csv_of(machine(answer, layout), bom=layout.bom)


def write_tsv(answer: Answer, layout: Layout = PLAIN) -> str:
    """Write the same columns parted by tabs; tabs and line ends in values become spaces."""
    lines = _guarded(machine(answer, layout))
    return "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)


def csv_of(grid: Grid, *, bom: bool = False) -> str:
    """Write heads and rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_guarded(grid))
    return (BOM if bom else "") + out.getvalue()


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run, numbers apart (OWASP, CSV Injection).

    >>> [guarded(text) for text in ("=1+1", "-2.5", "- none", "law")]
    ["'=1+1", '-2.5', "'- none", 'law']
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that :func:`guarded` puts before a text.

    >>> [unguarded(text) for text in ("'=1+1", "'tis", "-2.5")]
    ['=1+1', "'tis", '-2.5']
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def _guarded(grid: Grid) -> Iterable[list[str]]:
    yield list(grid.heads)
    for line in grid.rows:
        yield [guarded(cell) for cell in line]
