"""The passages of a profile as Turtle, after the Web Annotation Data Model.

Offsets count code points from the start of the text, the end exclusive (Web Annotation Data Model
§4.2.4). The text itself is never copied.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mgi_graph.skeleton.blocks import block, document, text
from mgi_graph.skeleton.edition import CLASSES, read_edition, read_passages, read_tables
from mgi_graph.skeleton.passage import SECTION, pages_of, section_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from mgi_graph.skeleton.blocks import Statement
    from mgi_graph.skeleton.edition import Edition, Tables
    from mgi_graph.skeleton.passage import Passage

_NUMBERS: Final = re.compile(r"(?:fn(?P<footnote>\d+))?(?:.*?p(?P<paragraph>\d+))?(?:s(?P<sentence>\d+))?")
_ORDINAL: Final = re.compile(r"\d+$")


def list_passages(source: Path, tables: Path, language: str = "en") -> str:
    """Write the passages of the profile in the folder ``source``; ``tables`` holds its pages and headings.

    Raises :class:`SourceError` with the place of what is not as expected.
    """
    edition = read_edition(source, language)
    return write(edition, read_passages(source, edition), read_tables(tables))


def write(edition: Edition, passages: Sequence[Passage], tables: Tables) -> str:
    """Write the passages in the order of the source, each with the position of its text."""
    known = {passage.locator: passage for passage in passages}
    file = ("a", "migov:DigitalFile"), ("skos:prefLabel", text(edition.text)), ("migov:sha256", f'"{edition.sha256}"')
    blocks = [block(f"{edition.scope}:{edition.profile}-text", file)]
    for passage in passages:
        span = ("a", "oa:TextPositionSelector"), ("oa:start", str(passage.start)), ("oa:end", str(passage.end))
        blocks.append(block(f"{edition.prefix}:{passage.locator}", _statements(passage, edition, known, tables)))
        blocks.append(block(f"<{edition.position(passage)}>", span))
    told = f"Passages of {edition.scope}:{edition.profile}: where each stands in the text and on which pages."
    written = "Written by mgi passages after the Web Annotation Data Model, with pages.tsv and sections.tsv."
    return document((told, written), blocks)


def _statements(
    passage: Passage, edition: Edition, known: Mapping[str, Passage], tables: Tables
) -> Iterator[Statement]:
    """Yield what is said of one passage, in the order of the house style."""
    first, last = pages_of(passage, tables.pages)
    heading = tables.headings.get(passage.locator)
    yield "a", f"migov:{CLASSES[passage.kind]}"
    if heading and heading.title:
        yield "skos:prefLabel", text(heading.title, edition.language)
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


def _place(passage: Passage, edition: Edition, known: Mapping[str, Passage]) -> Iterator[Statement]:
    section = section_of(passage, known)
    if whole := section if passage.kind == "footnote" else passage.parent:
        yield "migov:partOfPassage", f"{edition.prefix}:{whole}"
    if section and passage.kind != SECTION:
        yield "migov:inSection", f"{edition.prefix}:{section}"
    if passage.kind == "footnote" and passage.parent:
        yield "migov:footnoteOf", f"{edition.prefix}:{passage.parent}"


def _numbers(passage: Passage) -> Iterator[Statement]:
    if passage.kind in {"paragraph", "sentence", "footnote"}:
        match = _NUMBERS.fullmatch(passage.locator)
        for name, number in (match.groupdict() if match else {}).items():
            if number:
                yield f"migov:{name}Number", number
    elif passage.kind != SECTION and (ordinal := _ORDINAL.search(passage.locator)):
        yield "migov:ordinal", ordinal[0]
