"""Passages of a text: their nesting, their pages, the years that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SECTION: Final = "section"
#: A year of the Common Era, alone or with the letter of a citation key; addresses have other signs beside it.
_YEAR: Final = re.compile(r"(?<![\w/.,%-])(?:18|19|20)\d\d(?=[a-z]?(?![\w%/]))")
_SUBSECTION: Final = re.compile(r"(\d+)\.\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the text; ``start`` and ``end`` in code points, ``end`` exclusive; the years in it."""

    locator: str
    kind: str
    parent: str | None
    start: int
    end: int
    years: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """The code point at which a page is known to begin."""

    start: int
    page: int


def with_years(passage: Passage, source: str) -> Passage:
    """Add the years that the text of a passage names.

    >>> text = "Law of 1994 (2007a), 12,000 people, <http://example.org/2015/02/law_1996.pdf>"
    >>> with_years(Passage(locator="a", kind="item", parent=None, start=0, end=len(text)), text).years
    ('1994', '2007')
    """
    years = sorted(set(_YEAR.findall(source[passage.start : passage.end])))
    return replace(passage, years=tuple(years))


def with_sections(passages: Sequence[Passage]) -> list[Passage]:
    """Put each section before the first passage in it, and each chapter before its first section.

    A section reaches from its first passage to its last one: its heading has no locator.
    """
    stated = {passage.locator for passage in passages}
    sections: dict[str, Passage] = {}
    order: list[Passage] = []
    for passage in passages:
        for locator, parent in reversed(list(_ancestors(passage.parent, stated))):
            section = sections.get(locator)
            if section is None:
                section = replace(passage, locator=locator, kind=SECTION, parent=parent, years=())
                order.append(section)
            start, end = min(section.start, passage.start), max(section.end, passage.end)
            sections[locator] = replace(section, start=start, end=end)
        order.append(passage)
    return [sections.get(passage.locator, passage) for passage in order]


def _ancestors(parent: str | None, stated: set[str]) -> Iterator[tuple[str, str | None]]:
    while parent and parent not in stated:
        match = _SUBSECTION.fullmatch(parent)
        upper = match[1] if match else None
        yield parent, upper
        parent = upper


def pages_of(passage: Passage, pages: Sequence[PageStart]) -> tuple[int | None, int | None]:
    """Return the first and the last page that a passage can stand on.

    Between two known starts it is known within bounds; after the last one there is no upper one.

    >>> starts = [PageStart(start=0, page=6), PageStart(start=90, page=9)]
    >>> pages_of(Passage(locator="a", kind="item", parent=None, start=10, end=20), starts)
    (6, 8)
    """
    first = max((known.page for known in pages if known.start <= passage.start), default=None)
    after = min((known.page for known in pages if known.start >= passage.end), default=None)
    return first, None if after is None else after - 1


def section_of(passage: Passage, known: Mapping[str, Passage]) -> str | None:
    """Return the locator of the section that a passage stands in."""
    parent = passage.parent
    while parent and known[parent].kind != SECTION:
        parent = known[parent].parent
    return parent
