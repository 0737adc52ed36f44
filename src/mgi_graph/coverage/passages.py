"""The passages of a profile as the graph has them, and which part of the text is a passage's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mgi_graph.coverage.queries import ask, number, text
from mgi_graph.namespaces import MIGOV

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.store.protocol import Row, Store

SECTION: Final = "Section"
#: Stands for a character that belongs to another passage; it is part of no word and no number.
_FOREIGN: Final = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the text; ``start`` and ``end`` in code points, ``end`` exclusive, -1 where unknown.

    ``kind`` is the local name of its class, ``section`` the IRI of its section; ``divided`` says
    that smaller passages lie in it.
    """

    iri: str
    locator: str
    kind: str
    start: int
    end: int
    section: str
    ordinal: int | None
    divided: bool

    def holds(self, other: Passage) -> bool:
        """Tell whether another passage lies within this one; of two on the same stretch the undivided one does."""
        if other.iri == self.iri or other.start < self.start or self.end < other.end:
            return False
        return (other.start, other.end) != (self.start, self.end) or self.divided


def read_passages(store: Store, profile: str) -> tuple[Passage, ...]:
    """Return the passages of a profile in the order of the source, sections included."""
    found = {text(row[0]): _passage(row) for row in ask(store, "passages", profile)}
    return tuple(sorted(found.values(), key=lambda each: (each.start, -each.end, not each.divided, each.locator)))


def own_text(passage: Passage, others: Iterable[Passage], whole: str) -> str:
    """Return the text of a passage with the characters of passages within it blanked.

    A sentence that runs over a page break so leaves out the footnotes between its halves.
    """
    characters = list(whole[passage.start : passage.end])
    for other in others:
        if other.kind != SECTION and passage.holds(other):
            inside = range(other.start - passage.start, other.end - passage.start)
            characters[inside.start : inside.stop] = [_FOREIGN] * len(inside)
    return "".join(characters)


def _passage(row: Row) -> Passage:
    passage, locator, kind, start, end, section, ordinal, divided = row
    return Passage(
        iri=text(passage),
        locator=text(locator),
        kind=text(kind).removeprefix(MIGOV),
        start=number(start) if start else -1,
        end=number(end) if end else -1,
        section=text(section),
        ordinal=number(ordinal) if ordinal else None,
        divided=text(divided) == "true",
    )
