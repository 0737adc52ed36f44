"""An answer as a table of text that fits the terminal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from mgi_graph.results.cells import footing, heading
from mgi_graph.results.grids import digest_grids, readable
from mgi_graph.results.layout import PLAIN
from mgi_graph.results.run import run_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mgi_graph.queries.answer import Answer
    from mgi_graph.results.layout import Layout

NARROWEST: Final = 8
BOLD: Final = "1"
DIM: Final = "2"
_GAP: Final = "  "


def write_table(answer: Answer, layout: Layout = PLAIN) -> str:
    """Write an answer for a person; cells are wrapped where the layout has a width."""
    grids = readable(answer, layout)
    run = run_of(answer, layout, form="table", shown=digest_grids(grids))
    paint = painter(colour=layout.colour)
    top, *question = heading(answer) or [""]
    tables = [grid(each.heads, each.rows, width=layout.width, colour=layout.colour) for each in grids]
    foot = [paint(line, DIM) for line in footing(answer, run)]
    blocks = ["\n".join([paint(top, BOLD), *question]), *tables, "\n".join(foot)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def painter(*, colour: bool) -> Callable[[str, str], str]:
    """Return what puts a text in a rendition of ECMA-48 (SGR), or leaves it as it is."""
    return (lambda text, how: f"\x1b[{how}m{text}\x1b[0m" if text else "") if colour else (lambda text, _: text)


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None = None, colour: bool = False) -> str:
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
    paint = painter(colour=colour)
    lines = [paint(_line(heads, widths), BOLD), paint(_GAP.join("-" * each for each in widths), DIM)]
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


@lru_cache(maxsize=1024)
def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - breadth(cell)) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()
