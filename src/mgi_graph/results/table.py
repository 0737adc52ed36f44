"""An answer as a table of text that fits the terminal."""

from __future__ import annotations

import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from mgi_graph.results.cells import footing, heading, records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.queries.answer import Answer

NARROWEST: Final = 8
_GAP: Final = "  "


def write_table(answer: Answer, *, width: int | None = None, iris: bool = False) -> str:
    """Write an answer for a person; cells are wrapped where ``width`` is given (in columns)."""
    heads, rows = records(answer, iris=iris)
    blocks = ["\n".join(heading(answer)), grid(heads, rows, width=width), "\n".join(footing(answer))]
    return "\n\n".join(block for block in blocks if block) + "\n"


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None) -> str:
    """Write heads, a rule and rows, columns aligned.

    >>> print(grid(["a", "b"], [["one", "2"]]))
    a    b
    ---  -
    one  2
    """
    if not heads:
        return ""
    natural = [max(map(breadth, column)) for column in zip(heads, *rows, strict=True)]
    widths = fit(natural, width) if width else natural
    lines = [_line(heads, widths), _GAP.join("-" * each for each in widths)]
    for row in rows:
        wrapped = [wrap(cell, each) for cell, each in zip(row, widths, strict=True)]
        lines += [_line(parts, widths) for parts in zip_longest(*wrapped, fillvalue="")]
    return "\n".join(lines)


def fit(natural: Sequence[int], width: int) -> list[int]:
    """Take columns from the widest until all fit, none below :data:`NARROWEST`."""
    widths = [max(each, 1) for each in natural]
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def wrap(text: str, width: int) -> list[str]:
    """Break a text at spaces, and a word that is too long anywhere.

    >>> wrap("the long way", 8)
    ['the long', 'way']
    """
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if breadth(joined) <= width:
            lines[-1] = joined
            continue
        lines += [""] if lines[-1] else []
        for character in word:
            lines += [""] if breadth(lines[-1] + character) > width else []
            lines[-1] += character
    return lines


def breadth(text: str) -> int:
    """Count the columns that a text takes on a terminal (Unicode Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - breadth(cell)) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()
