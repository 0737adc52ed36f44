"""An answer as an Excel workbook: the rows with typed cells, the evidence, and the citation of the run.

No cell is a formula or a link, whatever it begins with. No clock: the same answer gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from mgi_graph.errors import OutputError
from mgi_graph.results.cells import safe
from mgi_graph.results.extra import needed
from mgi_graph.results.grids import Grid, digest_grids, readable
from mgi_graph.results.layout import PLAIN
from mgi_graph.results.paging import range_of
from mgi_graph.results.references.text import line_of
from mgi_graph.results.run import record_of, run_of
from mgi_graph.results.typed import plain, typed_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mgi_graph.queries.answer import Answer
    from mgi_graph.results.layout import Layout
    from mgi_graph.results.typed import TypedColumn, Value

#: What a cell and a sheet of Excel hold (Excel specifications and limits); of a number it keeps 15 digits.
MAX_TEXT: Final = 32_767
MAX_ROWS: Final = 1_048_576
MAX_NUMBER: Final = 10**15
ANSWER: Final = "Answer"
EVIDENCE: Final = "Evidence"
CITATION: Final = "Citation"
#: The line of the sheet of the citation that a program reads.
RECORD: Final = "record (JSON)"
_EPOCH: Final = datetime.datetime(1980, 1, 1)
_NARROW: Final = 10
_WIDE: Final = 60
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(answer: Answer, layout: Layout = PLAIN) -> bytes:
    """Write a workbook; raises :class:`OutputError` for more than Excel holds."""
    xlsxwriter = needed("xlsxwriter", "excel")
    columns = typed_columns(answer)
    heads = tuple(column.name for column in columns)
    rows = [[_single(column, at) for column in columns] for at in range(len(answer.rows))]
    extra = readable(answer, layout)[1:]
    grids = (Grid(heads, tuple(tuple(map(plain, row)) for row in rows)), *extra)
    run = run_of(answer, layout, form="xlsx", shown=digest_grids(grids))
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"title": safe(answer.title), "created": _EPOCH, "comments": safe(range_of(answer))})
    _sheet(book, ANSWER, heads, rows)
    for grid in extra:
        _sheet(book, EVIDENCE, grid.heads, grid.rows)
    _sheet(book, CITATION, ("what", "value"), list(_facts(answer, layout, record_of(run))))
    book.close()
    return out.getvalue()


def _single(column: TypedColumn, at: int) -> Value:
    """Return what one cell of a sheet holds: a value, or several as one text."""
    values = column.cells[at]
    if not column.many and len(values) == 1:
        return safe(values[0]) if isinstance(values[0], str) else values[0]
    return safe(column.separator.join(map(plain, values))) or None


def _facts(answer: Answer, layout: Layout, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the citation line by line, for a person; the last line has it for a program."""
    names = ("title", "query", "query_sha256", "text", "software")
    yield from ((name, safe(record[name])) for name in names if record.get(name))
    for name, values in answer.parameters:
        yield from ((f"parameter {name}", safe(value)) for value in values)
    yield "rows", range_of(answer)
    yield "answer sha256", record["answer"]["sha256"]
    yield "dataset", record["dataset"]["version"] or ""
    yield "dataset sha256", answer.digest
    yield from (("source", safe(source)) for source in answer.sources)
    for work in layout.references.sources if layout.references else ():
        yield "key source", line_of(work)
    yield RECORD, json.dumps(record)


def _sheet(book: Any, name: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:  # noqa: ANN401
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(_within(rows), start=1):
        for column, value in enumerate(row):
            _write(sheet, (number, column), value, day if isinstance(value, datetime.date) else wrapped)
    for column, head in enumerate(heads):
        longest = max((len(plain(row[column])) for row in rows), default=0)
        sheet.set_column(column, column, min(max(longest, len(head) + 3, _NARROW), _WIDE))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if rows and heads:
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)


def _within(rows: Sequence[Sequence[object]]) -> Iterable[Sequence[object]]:
    """Refuse what Excel would cut off without a word."""
    if len(rows) >= MAX_ROWS:
        raise OutputError(f"the answer has {len(rows)} rows; a sheet of Excel holds {MAX_ROWS - 1}; use csv")
    for row in rows:
        if (longest := max((len(value) for value in row if isinstance(value, str)), default=0)) > MAX_TEXT:
            raise OutputError(f"a text has {longest} characters; a cell of Excel holds {MAX_TEXT}; use csv")
    return rows


def _write(sheet: Any, place: tuple[int, int], value: object, look: object) -> None:  # noqa: ANN401
    if value is None or value == "":
        sheet.write_blank(*place, None, look)
    elif isinstance(value, bool):
        sheet.write_boolean(*place, value, look)
    elif isinstance(value, int | Decimal) and -MAX_NUMBER < value < MAX_NUMBER:
        sheet.write_number(*place, value, look)
    elif isinstance(value, datetime.date) and value.year > 1900:
        sheet.write_datetime(*place, value, look)
    else:
        sheet.write_string(*place, plain(value), look)
