"""Passages as pages show them: in short and in words, in the order of the source; each read once and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from mgi_graph.namespaces import MIGOV, STANDARD
from mgi_graph.queries.passages import Passage, citation
from mgi_graph.results.cite import cite, pages_of, parts_of
from mgi_graph.server.pages.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.store.protocol import Store, Term

_FACTS: Final = {
    "locator": f"<{MIGOV}locator>",
    "first": f"<{MIGOV}earliestPage>",
    "last": f"<{MIGOV}latestPage>",
    "start": f"<{STANDARD['oa']}hasSelector>",
    "profile": f"<{MIGOV}inProfile>",
    "record": f"<{MIGOV}inRecord>",
}


class Place(NamedTuple):
    """A passage: ``short`` is its citation, ``words`` the same spelt out."""

    passage: Passage
    short: str
    words: str


class Places:
    """The passages of a dataset."""

    def __init__(self, store: Store) -> None:
        """Keep the store; a passage is read when it is first shown."""
        self._store = store
        self._known: dict[str, Place] = {}
        self._citations: dict[str, str] = {}

    def of(self, iri: str) -> Place:
        """Return what a passage is called."""
        found = self._known.get(iri)
        if found is None:
            passage = self._read(iri)
            found = self._known[iri] = Place(passage, cite(passage), in_words(passage))
        return found

    def ordered(self, terms: Iterable[Term]) -> list[Place]:
        """Return the passages among some terms, in the order of the source."""
        found = [self.of(term.value) for term in terms if isinstance(term, ox.NamedNode)]
        return sorted(found, key=lambda place: place.passage.order) if len(found) > 1 else found

    def evidence(self, node: Term) -> list[Place]:
        """Return the passages that a thing rests on."""
        return self.ordered(walk(self._store, node, "migov:hasEvidence")) if isinstance(node, ox.NamedNode) else []

    def citation(self, record: str) -> str:
        """Return how a record asks to be cited."""
        if record not in self._citations:
            self._citations[record] = citation(self._store, record)
        return self._citations[record]

    def _read(self, iri: str) -> Passage:
        facts: dict[str, Term] = {}
        for quad in self._store.quads(ox.NamedNode(iri)):
            facts[str(quad.predicate)] = quad.object
        position = facts.get(_FACTS["start"])
        start = walk(self._store, position, "oa:start") if isinstance(position, ox.NamedNode) else []
        return Passage(
            iri=iri,
            locator=_text(facts.get(_FACTS["locator"])),
            first_page=_number(facts.get(_FACTS["first"])),
            last_page=_number(facts.get(_FACTS["last"])),
            start=_number(start[0]) if start else None,
            profile=_text(facts.get(_FACTS["profile"]) or facts.get(_FACTS["record"])),
        )


def in_words(passage: Passage) -> str:
    """Spell a passage out: section, paragraph, sentence and page.

    >>> in_words(Passage(iri="", locator="1.3p5s2", first_page=13, last_page=14))
    'section 1.3, paragraph 5, sentence 2, pages 13–14'
    """
    parts = parts_of(passage.locator)
    named = [
        (f"section {parts.section}" if parts.section[:1].isdigit() else parts.section) if parts.section else "",
        parts.other,
        f"paragraph {parts.paragraph}" if parts.paragraph else "",
        f"sentence {parts.sentence}" if parts.sentence else "",
        pages_of(passage).replace("p. ", "pages " if passage.first_page != passage.last_page else "page "),
    ]
    return ", ".join(part for part in named if part)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _number(term: Term | None) -> int | None:
    text = _text(term)
    return int(text) if text.isdigit() else None


_KNOWN: WeakKeyDictionary[Store, Places] = WeakKeyDictionary()


def places_of(store: Store) -> Places:
    """Return the passages of a store."""
    found = _KNOWN.get(store)
    if found is None:
        found = _KNOWN[store] = Places(store)
    return found
