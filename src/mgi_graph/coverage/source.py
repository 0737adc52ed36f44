"""The source itself, where it is at hand: its text, and the index of its passages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.coverage.queries import ask, text
from mgi_graph.errors import Place, SourceError
from mgi_graph.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.project import Project
    from mgi_graph.store.protocol import Store

INDEX: Final = "passages.tsv"
COLUMNS: Final = ("locator", "kind", "char_start", "char_end")
#: Where the source stands beside a checkout.
BESIDE: Final = Path("shared", "source")
#: The kinds of the index, and the classes of the passages.
CLASSES: Final = {
    "footnote": "Footnote",
    "item": "ListItem",
    "paragraph": "Paragraph",
    "sentence": "Sentence",
    "source": "SourceListing",
    "table row": "TableRow",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the index: a passage, its class, and its stretch of the text in code points."""

    locator: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of a profile, proven to be the one that the offsets count in, and its index."""

    name: str
    sha256: str
    text: str
    index: tuple[Entry, ...]


def beside(project: Project, store: Store, profile: str) -> Path | None:
    """Return the folder beside a project that holds the text of a profile, or ``None`` where there is none.

    It is ``shared/source``, or the folder in it of any name that holds that text.
    """
    folder = project.root.parent / BESIDE
    names = [text(row[0]) for row in ask(store, "text", profile)]
    return next((path.parent for name in names for path in sorted(folder.rglob(name))), None)


def read_source(store: Store, profile: str, folder: Path) -> SourceText:
    """Read the text and the index of a profile.

    Raises :class:`SourceError` where they are not there, or the text has another SHA-256 than the
    graph says (FIPS 180-4).
    """
    files = ask(store, "text", profile)
    if len(files) != 1:
        raise SourceError(f"expected one file with a checksum that the passages count in, found {len(files)}")
    name, expected = (text(term) for term in files[0])
    data = _bytes(folder / name)
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        message = f"this is not the text that the passages count in: expected SHA-256 {expected}, found {found}"
        raise SourceError(message, place=Place(file=str(folder / name)))
    index = tuple(read_rows(folder / INDEX, _entry, COLUMNS))
    return SourceText(name=name, sha256=found, text=data.decode("utf-8"), index=index)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"the source cannot be read: {error.strerror}", place=Place(file=str(path))) from error


def _entry(row: Mapping[str, str]) -> Entry:
    if row["kind"] not in CLASSES:
        raise ValueError(f"expected a kind of {', '.join(CLASSES)}; found {row['kind']!r}")
    start, end = int(row["char_start"]), int(row["char_end"])
    return Entry(locator=row["locator"], kind=CLASSES[row["kind"]], start=start, end=end)
