"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_graph.queries.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """The words around a match; ``marks`` are the places of the matches in it, from and to."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def marked(self, before: str = "«", after: str = "»") -> str:
        """Return the text with each match between two signs.

        >>> Snippet(text="a law", marks=((2, 5),)).marked()
        'a «law»'
        """
        text, at = "", 0
        for start, end in self.marks:
            text += f"{self.text[at:start]}{before}{self.text[start:end]}{after}"
            at = end
        return text + self.text[at:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicable:
    """A saved query that can be asked about a hit: its name, what it asks, the parameter and its value."""

    name: str
    summary: str
    parameter: str
    value: str

    @property
    def command(self) -> str:
        """Return the command that asks it."""
        return f"mgi query run {self.name} -p {self.parameter}={self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing found: what it is called and is, where the words stand, what it rests on, what to ask next.

    ``kind`` is the label of its class; ``place`` says in which field the snippet stands: label, other name,
    definition, statement, note …
    """

    iri: str
    curie: str
    label: str
    kind: str
    place: str
    snippet: Snippet
    passages: tuple[Passage, ...] = ()
    queries: tuple[Applicable, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The answer to a search: the first hits, and how many there are in all.

    ``kinds`` counts all hits by kind, the most frequent first. ``complete`` counts those that have all of the words;
    the others follow them. ``read_as`` tells for a word that the graph does not hold which ones were taken for it.
    ``nearest`` are words of the graph near to the ``missing`` ones, ``offered`` kinds to narrow a new search by;
    ``covers`` says what the graph holds at all.
    """

    words: str
    hits: tuple[Hit, ...]
    total: int
    kinds: tuple[tuple[str, int], ...] = ()
    read_as: tuple[tuple[str, tuple[str, ...]], ...] = ()
    missing: tuple[str, ...] = ()
    complete: int = 0
    nearest: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    covers: str = ""
    digest: str = ""
