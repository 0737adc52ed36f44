"""The source of a profile: its text, the index of its passages, its pages and headings."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mgi_graph.coverage.source import CLASSES as SOURCE_CLASSES
from mgi_graph.errors import Place, SourceError
from mgi_graph.namespaces import namespace
from mgi_graph.skeleton.passage import SECTION, PageStart, Passage, with_sections, with_years
from mgi_graph.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: The columns of ``passages.tsv``, ``pages.tsv`` and ``sections.tsv`` that are read.
INDEX: Final = ("locator", "kind", "parent", "char_start", "char_end")
PAGES: Final = ("char_start", "page")
SECTIONS: Final = ("locator", "title", "domain")
#: The kinds of ``passages.tsv``, and ``section`` for what groups them.
CLASSES: Final = {**SOURCE_CLASSES, SECTION: "Section"}
_TEXT_NAME: Final = re.compile(
    r"(?P<kind>[a-z]+)-profile-(?P<year>\d{4})-(?P<scope>[a-z]{2})(?P<city>(?:-[a-z0-9]+)*)\.txt"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The profile that the passages stand in, and the file that their offsets count in."""

    scope: str
    profile: str
    text: str
    sha256: str
    language: str = "en"

    @property
    def prefix(self) -> str:
        """Return the prefix of the passages."""
        return f"{self.scope}-{self.profile}"

    def position(self, passage: Passage) -> str:
        """Return the IRI of the position of a passage."""
        return f"{namespace(self.prefix)}{passage.locator}#position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of a section, empty where it has none, and the domain that a chapter covers, as a CURIE."""

    locator: str
    title: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What is known of the profile beside its passages."""

    pages: Sequence[PageStart]
    headings: Mapping[str, Heading]


def text_name(scope: str, kind: str, year: int, city: str = "") -> str:
    """Return the name that the text of a profile has in the folder of its source.

    >>> text_name("xy", "mgi", 2030, "port-xy")
    'mgi-profile-2030-xy-port-xy.txt'
    """
    return f"{kind}-profile-{year}-{scope}{f'-{city}' if city else ''}.txt"


def read_edition(folder: Path, language: str = "en") -> Edition:
    """Find the one text of a profile in a folder; its name gives the scope and the profile."""
    found = [(path, match) for path in sorted(folder.glob("*.txt")) if (match := _TEXT_NAME.fullmatch(path.name))]
    if len(found) != 1:
        message = f"expected one text named like {text_name('xy', 'mgi', 2021)}, found {len(found)}"
        raise SourceError(message, place=Place(file=str(folder)))
    path, match = found[0]
    return Edition(
        scope=match["scope"],
        profile=f"{match['kind']}-{match['year']}{match['city']}",
        text=path.name,
        sha256=hashlib.sha256(_bytes(path)).hexdigest(),
        language=language,
    )


def read_passages(folder: Path, edition: Edition) -> list[Passage]:
    """Read the passages of the index in its order, each with its years, and the sections around them."""
    try:
        source = _bytes(folder / edition.text).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"the text is not UTF-8: {error.reason}", place=Place(file=edition.text)) from error
    stated = read_rows(folder / "passages.tsv", _passage, INDEX)
    for passage in stated:
        if not 0 <= passage.start < passage.end <= len(source):
            message = f"the passage {passage.locator} lies outside of the text, which has {len(source)} characters"
            raise SourceError(message, place=Place(file=str(folder / "passages.tsv")))
    return with_sections([with_years(passage, source) for passage in stated])


def read_tables(folder: Path) -> Tables:
    """Read ``pages.tsv`` and ``sections.tsv`` of a folder."""
    headings = read_rows(folder / "sections.tsv", _heading, SECTIONS)
    pages = read_rows(folder / "pages.tsv", _page, PAGES)
    return Tables(pages=pages, headings={heading.locator: heading for heading in headings})


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"the text cannot be read: {error.strerror}", place=Place(file=str(path))) from error


def _passage(row: Mapping[str, str]) -> Passage:
    if row["kind"] not in CLASSES:
        raise ValueError(f"kind {row['kind']!r}, which is none of {', '.join(CLASSES)}")
    start, end = int(row["char_start"]), int(row["char_end"])
    return Passage(locator=row["locator"], kind=row["kind"], parent=row["parent"], start=start, end=end)


def _page(row: Mapping[str, str]) -> PageStart:
    return PageStart(start=int(row["char_start"]), page=int(row["page"]))


def _heading(row: Mapping[str, str]) -> Heading:
    return Heading(locator=row["locator"], title=row["title"], domain=row["domain"])
