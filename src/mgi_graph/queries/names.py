"""What things are called: labels of IRIs, and IRIs of names that a person types."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.errors import NameNotFoundError
from mgi_graph.namespaces import MIGOV, STANDARD
from mgi_graph.queries.languages import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.store.protocol import Store

#: Properties that label, the best first.
LABELS: Final = (
    f"{STANDARD['skos']}prefLabel",
    f"{STANDARD['rdfs']}label",
    f"{MIGOV}statement",
    f"{STANDARD['dcterms']}title",
)
#: The things are looked up, one by one: with the properties in VALUES too, Oxigraph goes through the labels of all.
_LABELS: Final = "SELECT ?x ?p ?label WHERE { VALUES ?x { %s } ?x ?p ?label FILTER (?p IN (%s)) }"
_SUBJECTS: Final = "SELECT DISTINCT ?x WHERE { ?x ?p ?o FILTER isIRI(?x) }"
_LABELLED: Final = "SELECT ?x ?label WHERE { VALUES ?p { %s } ?x ?p ?label FILTER isIRI(?x) }"
_KNOWN: Final = "ASK { { %s ?p ?o } UNION { ?s ?q %s } UNION { ?a %s ?b } }"


def read_labels(store: Store, iris: Iterable[str], language: str = "en") -> Mapping[str, str]:
    """Return a label for each IRI that has one: in the nearest language, the best property first.

    How near a language is says :func:`mgi_graph.queries.languages.rank`.
    """
    wanted = " ".join(f"<{iri}>" for iri in sorted(set(iris)))
    best: dict[str, tuple[tuple[int, int, str], str]] = {}
    rows = store.select(_LABELS % (wanted, ", ".join(f"<{iri}>" for iri in LABELS))).rows if wanted else ()
    for subject, predicate, label in rows:
        if not (
            isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and isinstance(label, ox.Literal)
        ):
            continue
        order = (rank(label.language, language), LABELS.index(predicate.value), label.value)
        if subject.value not in best or order < best[subject.value][0]:
            best[subject.value] = (order, label.value)
    return MappingProxyType({iri: label for iri, (_, label) in best.items()})


def label_of(store: Store, iri: str) -> str:
    """Return the label of one IRI, or its CURIE."""
    return read_labels(store, [iri]).get(iri) or namespaces.shrink(iri)


def resolve(store: Store, name: str) -> str:
    """Return the IRI that a name stands for: an IRI, a CURIE, a local name or a label.

    Raises :class:`NameNotFoundError` with the nearest names where the dataset does not hold it.
    """
    iri = _written(name)
    if iri and _holds(store, iri):
        return iri
    known = {row[0].value for row in store.select(_SUBJECTS).rows if isinstance(row[0], ox.NamedNode)}
    curies = {namespaces.shrink(iri): iri for iri in known}
    if iri and iri.startswith("http") and name.strip("<>") == iri:
        raise NameNotFoundError("thing", name, known)
    if ":" in name:
        raise NameNotFoundError("thing", name, curies)
    wanted = name.casefold()
    labels = store.select(_LABELLED % " ".join(f"<{iri}>" for iri in LABELS[:2])).rows
    named = {row[0].value for row in labels if isinstance(row[0], ox.NamedNode) and _says(row[1], wanted)}
    named |= {iri for curie, iri in curies.items() if curie.partition(":")[2].casefold() == wanted}
    if len(named) == 1:
        return named.pop()
    local = [curie.partition(":")[2] for curie in curies]
    said = [row[1].value for row in labels if isinstance(row[1], ox.Literal)]
    raise NameNotFoundError("thing", name, sorted(map(namespaces.shrink, named)) or [*local, *said])


def _says(label: object, wanted: str) -> bool:
    return isinstance(label, ox.Literal) and label.value.casefold() == wanted


def _written(name: str) -> str:
    try:
        iri = namespaces.expand(name)
        return ox.NamedNode(iri).value
    except (NameNotFoundError, ValueError):
        return ""


def _holds(store: Store, iri: str) -> bool:
    node = f"<{iri}>"
    return store.ask(_KNOWN % (node, node, node))
