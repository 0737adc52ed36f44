"""Passages as people cite them: section, paragraph, sentence, pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from mgi_graph import namespaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mgi_graph.queries.passages import Passage

#: An en dash stands between the ends of a range.
_TO: Final = "\N{EN DASH}"
_FORMS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"(\d+(?:\.\d+)*)"), "§{0}"),
    (re.compile(r"(\d+(?:\.\d+)*)p(\d+)"), "§{0} ¶{1}"),
    (re.compile(r"(\d+(?:\.\d+)*)p(\d+)s(\d+)"), "§{0} ¶{1} s{2}"),
    (re.compile(r"fn(\d+)"), "fn. {0}"),
    (re.compile(r"fn(\d+)s(\d+)"), "fn. {0} s{1}"),
    (re.compile(r"t(\d+)"), "Table {0}"),
    (re.compile(r"t(\d+)r(\d+)"), "Table {0} row {1}"),
    (re.compile(r"src(\d+)"), "source {0}"),
    (re.compile(r"([a-z]+)\.p(\d+)"), "{0} ¶{1}"),
    (re.compile(r"([a-z]+)\.p(\d+)s(\d+)"), "{0} ¶{1} s{2}"),
    (re.compile(r"([a-z]+)\.([a-z]+)(\d+)"), "{0}, {1} {2}"),
)

_IN_TEXT: Final = re.compile(r"(\d+(?:\.\d+)*|[a-z]+(?=\.p))\.?(?:p(\d+)(?:s(\d+))?)?")
_ELSEWHERE: Final = (
    (re.compile(r"fn(\d+)(?:s(?P<s>\d+))?"), "footnote {0}"),
    (re.compile(r"t(\d+)r(\d+)(?P<s>)"), "table {0}, row {1}"),
    (re.compile(r"src(\d+)(?P<s>)"), "source {0}"),
)


def place_of(locator: str) -> str:
    """Write a locator as a citation does; one of an unknown form stays as it is.

    >>> place_of("1.3p5s2")
    '§1.3 ¶5 s2'
    >>> place_of("introduction.p3")
    'introduction ¶3'
    """
    for pattern, form in _FORMS:
        if match := pattern.fullmatch(locator):
            return form.format(*match.groups())
    return locator


class Parts(NamedTuple):
    """Where a passage stands, part by part; empty where a part does not apply."""

    section: str = ""
    paragraph: str = ""
    sentence: str = ""
    other: str = ""


def parts_of(locator: str) -> Parts:
    """Take a locator apart.

    >>> parts_of("1.3p5s2")
    Parts(section='1.3', paragraph='5', sentence='2', other='')
    >>> parts_of("fn4s1")
    Parts(section='', paragraph='', sentence='1', other='footnote 4')
    """
    if match := _IN_TEXT.fullmatch(locator):
        return Parts(*(part or "" for part in match.groups()))
    for pattern, name in _ELSEWHERE:
        if match := pattern.fullmatch(locator):
            return Parts(sentence=match["s"] or "", other=name.format(*match.groups()))
    return Parts(other=place_of(locator))


def pages_of(passage: Passage) -> str:
    """Write the pages of a passage: one, or the range in which it lies; nothing where unknown."""
    first, last = passage.first_page, passage.last_page
    if first is None or last is None:
        return f"p. {first or last}" if first or last else ""
    return f"p. {first}" if first == last else f"p. {first}{_TO}{last}"


def cite(passage: Passage, *, profile: bool = False) -> str:
    """Write a passage as a short citation, with the profile before it where there are several."""
    name = place_of(passage.locator) if passage.locator else namespaces.shrink(passage.iri)
    short = ", ".join(part for part in (name, pages_of(passage)) if part)
    return f"{namespaces.shrink(passage.profile)} {short}" if profile and passage.profile else short


def cite_all(passages: Sequence[Passage], *, profile: bool = False) -> tuple[str, ...]:
    """Write each passage as a short citation."""
    return tuple(cite(passage, profile=profile) for passage in passages)


def several(passages: Iterable[Passage]) -> bool:
    """Tell whether passages belong to more than one profile."""
    return len({passage.profile for passage in passages if passage.profile}) > 1
