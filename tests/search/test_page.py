"""What docs/search.md shows is what the command prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mgi_graph.results.hits import write_text
from mgi_graph.search.find import search

if TYPE_CHECKING:
    import sqlite3

PAGE = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")


def without_queries(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("    $ mgi query run ")]


@pytest.mark.parametrize(
    ("line", "words", "kind", "limit"),
    [
        ("mgi search labour ministry -n 2", "labour ministry", None, 2),
        ('mgi search "imigration law" -k instrument -n 1', "imigration law", "instrument", 1),
    ],
)
def test_the_page_shows_real_output(
    index: sqlite3.Connection, line: str, words: str, kind: str | None, limit: int
) -> None:
    shown = re.search(rf"\$ {re.escape(line)}\n(.*?)```", PAGE, flags=re.DOTALL)
    assert shown
    # which queries are offered changes with each query that is added; that those shown exist is tested for all pages
    assert without_queries(shown[1]) == without_queries(write_text(search(index, words, kind=kind, limit=limit)))
