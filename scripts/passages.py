"""Write the passages of a profile as Turtle: ``python scripts/passages.py SOURCE_DIR OUT``.

``SOURCE_DIR`` holds ``passages.tsv`` and one text ``<kind>-profile-<year>-<scope>.txt``, whose name
gives the scope (ISO 3166-1 alpha-2) and the profile (``<kind>-<year>``). Beside ``OUT`` stand
``pages.tsv``, the page starts that are known, and ``sections.tsv``, the headings and, for a chapter,
the domain that it covers. Offsets count code points from the start of the text,
the end exclusive (Web Annotation Data Model §4.2.4). The text itself is never copied.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from blocks import Statement, block, document, text

from mgi_graph.coverage.source import CLASSES as SOURCE_CLASSES
from mgi_graph.errors import MgiError, Place, SourceError
from mgi_graph.namespaces import namespace
from mgi_graph.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: The kinds of ``passages.tsv``, and ``section`` for what groups them.
#: The columns of ``passages.tsv``.
INDEX: Final = ("locator", "kind", "parent", "char_start", "char_end")
CLASSES: Final = {**SOURCE_CLASSES, "section": "Section"}
_TEXT_NAME: Final = re.compile(r"(?P<kind>[a-z]+)-profile-(?P<year>\d{4})-(?P<scope>[a-z]{2})\.txt")
_NUMBERS: Final = re.compile(r"(?:fn(?P<footnote>\d+))?(?:.*?p(?P<paragraph>\d+))?(?:s(?P<sentence>\d+))?")
_ORDINAL: Final = re.compile(r"\d+$")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The profile that the passages stand in, and the file that their offsets count in."""

    scope: str
    profile: str
    text: str
    sha256: str

    @property
    def prefix(self) -> str:
        """Return the prefix of the passages."""
        return f"{self.scope}-{self.profile}"

    def position(self, passage: Passage) -> str:
        """Return the IRI of the position of a passage."""
        return f"{namespace(self.prefix)}{passage.locator}#position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of a section, and the domain that a chapter covers, as a CURIE."""

    locator: str
    title: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What is known of the profile beside its passages."""

    pages: Sequence[PageStart]
    headings: dict[str, Heading]


def read_edition(folder: Path) -> Edition:
    """Find the one text of a profile in a folder; its name gives the scope and the profile."""
    found = [(path, match) for path in sorted(folder.glob("*.txt")) if (match := _TEXT_NAME.fullmatch(path.name))]
    if len(found) != 1:
        raise SourceError("expected one text named like mgi-profile-2021-xy.txt", place=Place(file=str(folder)))
    path, match = found[0]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Edition(scope=match["scope"], profile=f"{match['kind']}-{match['year']}", text=path.name, sha256=digest)


def passage_of(row: Mapping[str, str]) -> Passage:
    """Make a passage of a row of ``passages.tsv``."""
    if row["kind"] not in CLASSES:
        raise ValueError(f"kind {row['kind']!r}, which is none of {', '.join(CLASSES)}")
    start, end = int(row["char_start"]), int(row["char_end"])
    return Passage(locator=row["locator"], kind=row["kind"], parent=row["parent"], start=start, end=end)


def page_of(row: Mapping[str, str]) -> PageStart:
    """Make a page start of a row of ``pages.tsv``."""
    return PageStart(start=int(row["char_start"]), page=int(row["page"]))


def heading_of(row: Mapping[str, str]) -> Heading:
    """Make a heading of a row of ``sections.tsv``."""
    return Heading(locator=row["locator"], title=row["title"], domain=row["domain"])


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
                section = replace(passage, locator=locator, kind="section", parent=parent, years=())
                order.append(section)
            start, end = min(section.start, passage.start), max(section.end, passage.end)
            sections[locator] = replace(section, start=start, end=end)
        order.append(passage)
    return [sections.get(passage.locator, passage) for passage in order]


def _ancestors(parent: str | None, stated: set[str]) -> Iterator[tuple[str, str | None]]:
    while parent is not None and parent not in stated:
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


def _section_of(passage: Passage, known: dict[str, Passage]) -> str | None:
    parent = passage.parent
    while parent is not None and known[parent].kind != "section":
        parent = known[parent].parent
    return parent


def _place(passage: Passage, edition: Edition, known: dict[str, Passage]) -> Iterator[Statement]:
    section = _section_of(passage, known)
    if whole := section if passage.kind == "footnote" else passage.parent:
        yield "migov:partOfPassage", f"{edition.prefix}:{whole}"
    if section and passage.kind != "section":
        yield "migov:inSection", f"{edition.prefix}:{section}"
    if passage.kind == "footnote":
        yield "migov:footnoteOf", f"{edition.prefix}:{passage.parent}"


def _numbers(passage: Passage) -> Iterator[Statement]:
    if passage.kind in {"paragraph", "sentence", "footnote"}:
        match = _NUMBERS.fullmatch(passage.locator)
        for name, number in (match.groupdict() if match else {}).items():
            if number:
                yield f"migov:{name}Number", number
    elif passage.kind != "section" and (ordinal := _ORDINAL.search(passage.locator)):
        yield "migov:ordinal", ordinal[0]


def statements(passage: Passage, edition: Edition, known: dict[str, Passage], tables: Tables) -> Iterator[Statement]:
    """Yield what is said of one passage, in the order of the house style."""
    first, last = pages_of(passage, tables.pages)
    heading = tables.headings.get(passage.locator)
    yield "a", f"migov:{CLASSES[passage.kind]}"
    if heading:
        yield "skos:prefLabel", text(heading.title)
    yield "migov:locator", f'"{passage.locator}"'
    if heading and heading.domain:
        yield "migov:coversDomain", heading.domain
    yield from _place(passage, edition, known)
    yield "migov:inProfile", f"{edition.scope}:{edition.profile}"
    yield from _numbers(passage)
    yield "migov:namesYear", passage.years
    for predicate, page in (("migov:earliestPage", first), ("migov:latestPage", last)):
        if page is not None:
            yield predicate, str(page)
    yield "oa:hasSource", f"{edition.scope}:{edition.profile}-text"
    yield "oa:hasSelector", f"<{edition.position(passage)}>"


def write(edition: Edition, passages: Sequence[Passage], tables: Tables) -> str:
    """Write the passages in the order of the source, each with the position of its text."""
    known = {passage.locator: passage for passage in passages}
    file = ("a", "migov:DigitalFile"), ("skos:prefLabel", text(edition.text)), ("migov:sha256", f'"{edition.sha256}"')
    blocks = [block(f"{edition.scope}:{edition.profile}-text", file)]
    for passage in passages:
        span = ("a", "oa:TextPositionSelector"), ("oa:start", str(passage.start)), ("oa:end", str(passage.end))
        blocks.append(block(f"{edition.prefix}:{passage.locator}", statements(passage, edition, known, tables)))
        blocks.append(block(f"<{edition.position(passage)}>", span))
    told = f"Passages of {edition.scope}:{edition.profile}: where each stands in the text and on which pages."
    written = "Written by scripts/passages.py after the Web Annotation Data Model, with pages.tsv and sections.tsv."
    return document((told, written), blocks)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the folder, write the file; end with one line where the folder is not as expected."""
    parser = argparse.ArgumentParser(description="Write the passages of a profile as Turtle.")
    parser.add_argument("source", type=Path, metavar="SOURCE_DIR", help="folder of passages.tsv and the text")
    parser.add_argument("out", type=Path, metavar="OUT", help="Turtle file to write; its tables stand beside it")
    given = parser.parse_args(arguments)
    try:
        edition = read_edition(given.source)
        source = (given.source / edition.text).read_text(encoding="utf-8")
        stated = read_rows(given.source / "passages.tsv", passage_of, INDEX)
        passages = with_sections([with_years(passage, source) for passage in stated])
        headings = read_rows(given.out.parent / "sections.tsv", heading_of, ("locator", "title", "domain"))
        tables = Tables(
            pages=read_rows(given.out.parent / "pages.tsv", page_of, ("char_start", "page")),
            headings={heading.locator: heading for heading in headings},
        )
        written = write(edition, passages, tables)
    except MgiError as error:
        parser.exit(error.exit_code, f"{error}\n")
    given.out.write_text(written, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
