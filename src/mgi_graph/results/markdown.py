"""An answer as a Markdown table, for documents and issues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mgi_graph.results.cells import footing, heading
from mgi_graph.results.grids import digest_grids, readable
from mgi_graph.results.layout import PLAIN
from mgi_graph.results.run import run_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.answer import Answer
    from mgi_graph.results.grids import Grid
    from mgi_graph.results.layout import Layout

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~])")


def write_markdown(answer: Answer, layout: Layout = PLAIN) -> str:
    """Write a table of GitHub Flavored Markdown (§4.10) under its question, the citation of the run below."""
    grids = readable(answer, layout)
    run = run_of(answer, layout, form="markdown", shown=digest_grids(grids))
    parts = [
        "\n\n".join(escape(line) for line in heading(answer)),
        *map(_table, grids),
        "  \n".join(map(escape, footing(answer, run))),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    r"""Escape what Markdown would read as a mark.

    >>> escape("a|b")
    'a\\|b'
    """
    return _SPECIAL.sub(r"\\\1", text)


def _table(grid: Grid) -> str:
    lines = [_row(grid.heads), _row(["---"] * len(grid.heads))]
    return "\n".join([*lines, *(_row([escape(cell) for cell in row]) for row in grid.rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
