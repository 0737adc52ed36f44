"""What the index asks of the dataset."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import INFERRED_GRAPH, MIGOV, STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.store.protocol import Store

_SKOS: Final = STANDARD["skos"]
_DCTERMS: Final = STANDARD["dcterms"]
#: The properties whose texts are searched, the place that a hit says they stand in, the most telling first.
PLACES: Final = {
    f"{_SKOS}prefLabel": "label",
    f"{STANDARD['rdfs']}label": "label",
    f"{_DCTERMS}title": "title",
    f"{_SKOS}altLabel": "other name",
    f"{_SKOS}hiddenLabel": "other spelling",
    f"{_SKOS}notation": "notation",
    f"{MIGOV}locator": "locator",
    f"{MIGOV}citationKey": "citation key",
    f"{MIGOV}statement": "statement",
    f"{_SKOS}definition": "definition",
    f"{_DCTERMS}description": "description",
    f"{MIGOV}theme": "theme",
    f"{_SKOS}scopeNote": "note",
    f"{_SKOS}example": "example",
}
_ORDER: Final = (*dict.fromkeys(PLACES.values()), "acronym")
#: Without one of these a thing has nothing to be shown by.
_SHOWN: Final = frozenset({"label", "title", "locator", "statement"})
#: What a thing is tied to: the names of these are words by which it may be sought too.
_TIES: Final = (
    "adoptedUnder",
    "adoptionYear",
    "agreementKind",
    "assessmentDomain",
    "assessmentArea",
    "instrumentKind",
    "jurisdiction",
    "mandateHolder",
    "measureKind",
    "nationalType",
    "number",
    "operatedBy",
    "parentBody",
    "polarity",
    "targetGroup",
    "topic",
    "year",
)
_TEXTS: Final = f"""
SELECT ?x ?p ?text WHERE {{
    VALUES ?p {{ {" ".join(f"<{iri}>" for iri in PLACES)} }}
    GRAPH ?g {{ ?x ?p ?text }}
    FILTER (isIRI(?x) && ?g != <{INFERRED_GRAPH}>)
}}"""
_TIED: Final = f"""
SELECT DISTINCT ?x ?y WHERE {{
    VALUES ?p {{ {" ".join(f"<{MIGOV}{name}>" for name in _TIES)} }}
    ?x ?p ?y
    FILTER (isIRI(?x) && !isBlank(?y))
}}"""
_STATED: Final = f"SELECT DISTINCT ?x ?y WHERE {{ GRAPH ?g {{ ?x a ?y }} FILTER (?g != <{INFERRED_GRAPH}>) }}"


def texts(store: Store) -> dict[str, list[tuple[str, str]]]:
    """Return (place, text) of each thing that can be shown, as its files state them, the most telling first."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for thing, place, text in store.select(_TEXTS).rows:
        if isinstance(thing, ox.NamedNode) and isinstance(place, ox.NamedNode) and isinstance(text, ox.Literal):
            found[thing.value].add((_place(PLACES[place.value], text.value), text.value))
    for iri in [iri for iri in found if iri.startswith(MIGOV)]:
        found[iri].add(("notation", iri.removeprefix(MIGOV)))
    return {
        iri: sorted(each, key=lambda pair: (_ORDER.index(pair[0]), pair[1]))
        for iri, each in found.items()
        if any(place in _SHOWN for place, _ in each)
    }


def ties(store: Store, names: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return the names, all of them, and the numbers of what each thing is tied to."""
    found: dict[str, set[str]] = defaultdict(set)
    for thing, other in store.select(_TIED).rows:
        if isinstance(thing, ox.NamedNode) and isinstance(other, ox.NamedNode | ox.Literal):
            found[thing.value].update(names.get(other.value, ()) if isinstance(other, ox.NamedNode) else [other.value])
    return found


def pairs(store: Store, path: str) -> dict[str, set[str]]:
    """Return where a property path leads from each thing."""
    return _grouped(store.select(f"SELECT DISTINCT ?x ?y WHERE {{ ?x {path} ?y }}").rows)


def stated_types(store: Store) -> dict[str, set[str]]:
    """Return the classes that the files give each thing; inferred ones are left out."""
    return _grouped(store.select(_STATED).rows)


def counts(store: Store, path: str) -> dict[str, int]:
    """Return from how many things a property path leads to each."""
    rows = store.select(f"SELECT ?y (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x {path} ?y }} GROUP BY ?y").rows
    return {x.value: int(n.value) for x, n in rows if isinstance(x, ox.NamedNode) and isinstance(n, ox.Literal)}


def _place(place: str, text: str) -> str:
    """Tell an acronym from another name: no space, and mostly capitals."""
    capitals = sum(letter.isupper() for letter in text)
    is_acronym = place == "other name" and " " not in text and capitals * 2 > len(text) > 1
    return "acronym" if is_acronym else place


def _grouped(rows: Iterable[tuple[object, ...]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in rows:
        if isinstance(one, ox.NamedNode) and isinstance(other, ox.NamedNode):
            found[one.value].add(other.value)
    return found
