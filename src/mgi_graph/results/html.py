"""An answer as a page of its own: one file, no script, readable on paper, on a phone and by a screen reader.

The table scrolls where it is wide, has a caption and scoped heads (WCAG 2.2, technique H63), and on a narrow
screen each row is a card. Every character from the dataset is escaped; only ``http`` addresses are links.
"""

from __future__ import annotations

from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.results.cells import footing, heading, safe, shown
from mgi_graph.results.cite import cite
from mgi_graph.results.grids import digest_grids, is_many, readable
from mgi_graph.results.layout import PLAIN
from mgi_graph.results.paging import range_of
from mgi_graph.results.references.text import line_of
from mgi_graph.results.run import run_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.queries.answer import Answer, AnswerRow
    from mgi_graph.results.grids import Grid
    from mgi_graph.results.layout import Layout
    from mgi_graph.store.protocol import Term

_STYLE: Final = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; }
.scroll { overflow-x: auto; position: relative; }
li { overflow-wrap: anywhere; }
td a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
td a:hover, td a:focus { text-decoration-color: currentColor; }
table { border-collapse: collapse; width: 100%; }
caption { overflow-wrap: anywhere; padding: .75rem 0; text-align: left; }
th, td { border-bottom: 1px solid var(--line); min-width: 4rem; padding: .4rem .6rem; }
th, td { text-align: left; vertical-align: top; }
tbody tr:nth-child(even) { background: var(--soft); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
footer { border-top: 1px solid var(--line); font-size: .875rem; margin-top: 1.5rem; overflow-wrap: anywhere; }
footer p { margin: .25rem 0; }
@media (max-width: 40rem) {
  thead { clip-path: inset(50%); display: block; height: 1px; overflow: hidden; position: absolute; width: 1px; }
  table, caption, tbody, tr, td { display: block; }
  tbody tr { border: 1px solid var(--line); border-radius: .4rem; margin-bottom: .75rem; padding: .25rem 0; }
  td, td.number { border: 0; overflow-wrap: anywhere; text-align: left; }
  td:empty { display: none; }
  td::before { content: attr(data-label); display: block; font-size: .8rem; font-weight: 600; }
}
@media print { body { max-width: none; padding: 0; } tr { break-inside: avoid; } }
"""
#: Letters of a title in a list of windows; search engines and html-validate take no more.
TITLE: Final = 70
_NUMBERS: Final = frozenset({"integer", "decimal"})


def write_html(answer: Answer, layout: Layout = PLAIN) -> str:
    """Write a page in HTML."""
    grids = readable(answer, layout)
    run = run_of(answer, layout, form="html", shown=digest_grids(grids))
    title, *asked = heading(answer) or ["Answer"]
    window = shorten(title, TITLE, placeholder=" …")
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(answer.language)}">',
        '<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(window)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>{escape(title)}</h1>",
        *(f"<p>{escape(line)}</p>" for line in asked),
        _answer(answer, layout, grids[0].heads),
        *(_plain(grid, "Evidence of each row") for grid in grids[1:]),
        _references(layout),
        "</main>\n<footer>",
        *(f"<p>{escape(line)}</p>" for line in footing(answer, run)),
        "</footer>\n</body>\n</html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _answer(answer: Answer, layout: Layout, heads: tuple[str, ...]) -> str:
    many = is_many(answer)
    rows = [_row(answer, row, layout, heads, many=many) for row in answer.rows]
    return _table(range_of(answer), heads, rows)


def _row(answer: Answer, row: AnswerRow, layout: Layout, heads: tuple[str, ...], *, many: bool) -> str:
    labels = {} if layout.iris else answer.labels
    cells = [
        _cell(column.name, "; ".join(_term(term, labels) for term in cell), number=column.kind in _NUMBERS)
        for column, cell in zip(answer.columns, row.values, strict=True)
    ]
    if answer.cited:
        cites = (_link(passage.iri, safe(cite(passage, profile=many))) for passage in row.passages)
        cells.append(_cell(heads[-1], "; ".join(cites)))
    return f"<tr>{''.join(cells)}</tr>"


def _plain(grid: Grid, caption: str) -> str:
    rows = [
        f"<tr>{''.join(_cell(head, escape(cell)) for head, cell in zip(grid.heads, row, strict=True))}</tr>"
        for row in grid.rows
    ]
    return _table(caption, grid.heads, rows)


def _table(caption: str, heads: tuple[str, ...], rows: list[str]) -> str:
    names = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "\n".join(rows)
    return (
        f'<section class="scroll" aria-label="{escape(caption)}" tabindex="0">\n<table>\n'
        f"<caption>{escape(caption)}</caption>\n<thead>\n<tr>{names}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n"
        "</table>\n</section>"
    )


def _references(layout: Layout) -> str:
    works = layout.references.works if layout.references else ()
    items = "\n".join(f"<li>{_linked(line_of(each), each.url)}</li>" for each in works)
    return f"<h2>References</h2>\n<ul>\n{items}\n</ul>" if items else ""


def _linked(line: str, url: str) -> str:
    return f"{escape(line.removesuffix(url))}{_link(url, url)}" if url else escape(line)


def _cell(head: str, inner: str, *, number: bool = False) -> str:
    kind = ' class="number"' if number else ""
    return f'<td{kind} data-label="{escape(head)}">{inner}</td>'


def _term(term: Term, labels: Mapping[str, str]) -> str:
    text = safe(" ".join(shown(term, labels).split()))
    return _link(term.value, text) if isinstance(term, ox.NamedNode) else escape(text)


def _link(address: str, text: str) -> str:
    if not address.startswith(("http://", "https://")):
        return escape(text)
    return f'<a href="{escape(address)}">{escape(text)}</a>'
