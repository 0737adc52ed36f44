"""An answer as a Markdown table, for documents and issues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mgi_graph.results.cells import footing, heading, records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.answer import Answer

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|])")


def write_markdown(answer: Answer, *, iris: bool = False) -> str:
    """Write a table of GitHub Flavored Markdown (§4.10) under its question."""
    heads, rows = records(answer, iris=iris)
    title = "\n\n".join(escape(line) for line in heading(answer))
    table = "\n".join(
        [_row(heads), _row(["---"] * len(heads)), *(_row([escape(cell) for cell in row]) for row in rows)]
    )
    return "\n\n".join(part for part in (title, table, "  \n".join(map(escape, footing(answer)))) if part) + "\n"


def escape(text: str) -> str:
    r"""Escape what Markdown would read as a mark.

    >>> escape("a|b")
    'a\\|b'
    """
    return _SPECIAL.sub(r"\\\1", text)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
