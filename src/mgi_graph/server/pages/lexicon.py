"""What everything is called, in each language: all labels of a dataset, read once and kept in memory.

A page shows a hundred labels; looking each up in a dictionary takes less time than one query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from mgi_graph.namespaces import MIGOV, STANDARD, shrink
from mgi_graph.queries.languages import rank
from mgi_graph.queries.names import LABELS
from mgi_graph.results.cite import place_of
from mgi_graph.store.rounds import Round

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mgi_graph.store.protocol import Store

#: The language of the pages themselves.
PAGE: Final = "en"
#: Units have no label in the dataset; these are those of QUDT 3.1.
_UNITS: Final = {
    f"{STANDARD['unit']}{name}": label
    for name, label in (
        ("NUM", "number"),
        ("YR", "years"),
        ("MO", "months"),
        ("WK", "weeks"),
        ("DAY", "days"),
        ("HR", "hours"),
        ("PERCENT", "per cent"),
        ("CCY_USD", "US dollars"),
        ("CCY_EUR", "euros"),
    )
}
_TYPE: Final = ox.NamedNode(f"{STANDARD['rdf']}type")
_UNDER: Final = ox.NamedNode(f"{STANDARD['rdfs']}subClassOf")
_LOCATOR: Final = ox.NamedNode(f"{MIGOV}locator")
#: Things that the dataset gives no name are called by what they join.
_JOINING: Final = {
    f"{MIGOV}{name}": tuple(ox.NamedNode(f"{MIGOV}{part}") for part in parts)
    for name, parts in (
        ("TreatyParticipation", ("participantState", "treaty", "accordingTo")),
        ("TreatyAction", ("actionKind", "year")),
    )
}


class Label(NamedTuple):
    """What a thing is called; ``language`` is empty where it is that of the pages, or none."""

    text: str
    language: str = ""


class Lexicon:
    """The labels of a dataset, its languages, and the classes of its things."""

    def __init__(self, store: Store) -> None:
        """Read every label and the hierarchy of classes."""
        self._store = store
        self._labels: dict[str, list[tuple[int, str, str]]] = {}
        self._read()
        self._chosen: dict[str, dict[str, Label]] = {}
        self._above: dict[str, frozenset[str]] = {}
        for quad in store.quads(None, _UNDER):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                below, above = quad.subject.value, quad.object.value
                if below != above:
                    self._above[below] = self._above.get(below, frozenset()) | {above}

    def _read(self) -> None:
        """Read every label, and the languages that there are."""
        for place, iri in enumerate(LABELS):
            for quad in self._store.quads(None, ox.NamedNode(iri)):
                subject, text = quad.subject, quad.object
                if isinstance(subject, ox.NamedNode) and isinstance(text, ox.Literal):
                    self._labels.setdefault(subject.value, []).append((place, text.language or "", text.value))
        self.languages = tuple(
            sorted({tag for each in self._labels.values() for _, tag, _ in each if tag} | self._others())
        )

    def label(self, iri: str, language: str = PAGE) -> Label:
        """Return what a thing is called in the nearest language; without a label, a name made for it."""
        chosen = self._chosen.get(language)
        if chosen is None:
            chosen = self._chosen[language] = {}
        found = chosen.get(iri)
        if found is None:
            found = chosen[iri] = self._choose(iri, language)
        return found

    def has(self, iri: str) -> bool:
        """Tell whether the dataset labels a thing."""
        return bool(self._said(iri))

    def classes(self, iri: str) -> tuple[str, ...]:
        """Return the classes of a thing that say most: those that are above none of its others, ours first."""
        types = self.types(iri)
        general = {above for each in types for above in self._above.get(each, ())}
        return tuple(sorted(types - general, key=lambda each: (not each.startswith(MIGOV), each)))

    def types(self, iri: str) -> frozenset[str]:
        """Return all classes of a thing, inferred ones too."""
        quads = self._store.quads(ox.NamedNode(iri), _TYPE)
        return frozenset(quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode))

    def _choose(self, iri: str, language: str) -> Label:
        known = self._said(iri)
        if not known:
            return Label(self._made(iri, language))
        _, tag, text = min(known, key=lambda each: (rank(each[1] or None, language), each[0], each[2]))
        return Label(text, "" if tag.split("-")[0] == PAGE else tag)

    def _said(self, iri: str) -> Sequence[tuple[int, str, str]]:
        """Return the labels of a thing: the place of the property among those that label, the language, the text."""
        return self._labels.get(iri, ())

    def _made(self, iri: str, language: str) -> str:
        if iri in _UNITS:
            return _UNITS[iri]
        node = ox.NamedNode(iri)
        for quad in self._store.quads(node, _LOCATOR):
            return place_of(quad.object.value) if isinstance(quad.object, ox.Literal) else iri
        for kind in self.types(iri):
            if kind in _JOINING:
                return ", ".join(self._texts(node, _JOINING[kind], language))
        return shrink(iri)

    def _texts(self, node: ox.NamedNode, predicates: Iterable[ox.NamedNode], language: str) -> list[str]:
        values = [quad.object for each in predicates for quad in self._store.quads(node, each)]
        return [
            self.label(value.value, language).text if isinstance(value, ox.NamedNode) else value.value
            for value in dict.fromkeys(values)
            if isinstance(value, ox.NamedNode | ox.Literal)
        ]

    def _others(self) -> set[str]:
        """Return the languages of other names, in which a thing may have no first one."""
        quads = self._store.quads(None, ox.NamedNode(f"{STANDARD['skos']}altLabel"))
        return {quad.object.language for quad in quads if isinstance(quad.object, ox.Literal) and quad.object.language}


class LookedUp(Lexicon):
    """The lexicon of a dataset on an engine: labels are read for what is shown, and are not all kept."""

    def _read(self) -> None:
        """Read nothing yet; the languages are known before any page is (:mod:`mgi_graph.server.live.origin`)."""

    def _said(self, iri: str) -> Sequence[tuple[int, str, str]]:
        node = ox.NamedNode(iri)
        return [
            (place, quad.object.language or "", quad.object.value)
            for place, predicate in enumerate(LABELS)
            for quad in self._store.quads(node, ox.NamedNode(predicate))
            if isinstance(quad.object, ox.Literal)
        ]


_KNOWN: WeakKeyDictionary[Store, Lexicon] = WeakKeyDictionary()


def lexicon_of(store: Store) -> Lexicon:
    """Return the lexicon of a store, made when it is first asked for."""
    found = _KNOWN.get(store)
    if found is None:
        found = _KNOWN[store] = LookedUp(store) if isinstance(store, Round) else Lexicon(store)
    return found
