"""What a prompt and a notebook show of an answer: the question, the first rows, the sources."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final

from mgi_graph.results.cells import heading, safe
from mgi_graph.results.grids import readable
from mgi_graph.results.layout import PLAIN
from mgi_graph.results.table import grid
from mgi_graph.results.values import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.graph.result import QueryResult
    from mgi_graph.graph.row import Cell, Row

#: How many rows are shown; all of them are there to iterate over.
ROWS_OF_TEXT: Final = 10
ROWS_OF_HTML: Final = 50
#: Columns of characters that a prompt may take.
WIDTH: Final = 120


def text(result: QueryResult) -> str:
    """Show the question, at most :data:`ROWS_OF_TEXT` rows as a table, and what there is besides."""
    heads, rows = readable(replace(result, rows=result.rows[:ROWS_OF_TEXT]), PLAIN)[0][:2]
    table = grid(heads, rows, width=WIDTH) if rows else f"columns: {', '.join(heads)}"
    blocks = ["\n".join(heading(result)), table, "\n".join(_closing(result, ROWS_OF_TEXT))]
    return "\n\n".join(block for block in blocks if block)


def html(result: QueryResult) -> str:
    """Show the same as an HTML table (HTML 5.3 §4.9): caption, headed columns, links with labels; all escaped."""
    heads = [*result.names, *(["evidence"] if result.cited else [])]
    caption = "<br>".join(escape(line) for line in heading(result))
    body = "".join(_row(row, cited=result.cited) for row in result[:ROWS_OF_HTML])
    closing = "<br>".join(escape(line) for line in _closing(result, ROWS_OF_HTML))
    return "".join(
        (
            '<table lang="en" class="mgi-result">',
            f'<caption style="text-align:left">{caption}</caption>' if caption else "",
            f"<thead><tr>{''.join(_head(head) for head in heads)}</tr></thead>",
            f"<tbody>{body}</tbody>",
            f'<tfoot><tr><td colspan="{max(len(heads), 1)}" style="text-align:left">{closing}</td></tr></tfoot>',
            "</table>",
        )
    )


def _closing(result: QueryResult, most: int) -> list[str]:
    count = len(result)
    more = f", the first {most} shown" if count > most else ""
    lines = [f"{count} row{'' if count == 1 else 's'}{more}"]
    return lines + [f"Source: {safe(source)}" for source in result.sources]


def _head(name: str) -> str:
    return f'<th scope="col" style="text-align:left">{escape(name)}</th>'


def _row(row: Row, *, cited: bool) -> str:
    cells = [_cell(cell) for cell in row]
    cells += ["; ".join(_link(Entity(iri=each.iri, label=each.citation)) for each in row.evidence)] if cited else []
    return f"<tr>{''.join(map(_data, cells))}</tr>"


def _data(cell: str) -> str:
    return f'<td style="text-align:left;vertical-align:top">{cell}</td>'


def _cell(cell: Cell) -> str:
    values: Sequence[object] = cell if isinstance(cell, tuple) else () if cell is None else (cell,)
    return "; ".join(_link(value) if isinstance(value, Entity) else escape(str(value)) for value in values)


def _link(entity: Entity) -> str:
    return entity._repr_html_()
