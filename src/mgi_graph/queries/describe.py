"""Everything that the dataset says about one thing, and where its files say it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.namespaces import GRAPH, INFERRED_GRAPH, MIGOV, STANDARD
from mgi_graph.queries.names import read_labels, resolve
from mgi_graph.queries.passages import citation, read_passages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.conformance import Place
    from mgi_graph.project import Project
    from mgi_graph.queries.passages import Passage
    from mgi_graph.store.protocol import Store, Term

_OUT: Final = (
    "SELECT ?p ?o (MIN(STR(?g)) AS ?graph) WHERE {{ GRAPH ?g {{ <{0}> ?p ?o }} FILTER (?g {1} <{2}>) }} GROUP BY ?p ?o"
)
_IN: Final = "SELECT ?p ?s ?graph WHERE {{ BIND('' AS ?graph) GRAPH ?g {{ ?s ?p <{0}> }} FILTER (?g != <{2}>) }}"
_EVIDENCE: Final = f"{MIGOV}hasEvidence"
_DEPRECATED: Final = f"{STANDARD['owl']}deprecated"
_REPLACED: Final = f"{STANDARD['dcterms']}isReplacedBy"
_TYPE: Final = f"{STANDARD['rdf']}type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A term that a property leads to (or comes from), and whether the files or a rule say so."""

    term: Term
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property and its values, sorted: those that the files state, then those inferred."""

    iri: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is said of a thing, what points at it, what it rests on, and where it is stated."""

    iri: str
    outgoing: tuple[Property, ...]
    incoming: tuple[Property, ...]
    passages: tuple[Passage, ...]
    sources: tuple[str, ...]
    labels: Mapping[str, str]
    places: tuple[Place, ...]
    digest: str

    @property
    def label(self) -> str:
        """Return what the thing is called, or its CURIE."""
        return self.labels.get(self.iri) or namespaces.shrink(self.iri)

    @property
    def types(self) -> tuple[Value, ...]:
        """Return the classes of the thing."""
        return next((each.values for each in self.outgoing if each.iri == _TYPE), ())

    @property
    def notice(self) -> str:
        """Return that the thing is deprecated, and what to use in its place; nothing where it is not."""
        said = {each.iri: [value.term for value in each.values] for each in self.outgoing}
        if not any(isinstance(term, ox.Literal) and term.value in {"true", "1"} for term in said.get(_DEPRECATED, ())):
            return ""
        others = [namespaces.shrink(term.value) for term in said.get(_REPLACED, ()) if isinstance(term, ox.NamedNode)]
        return f"deprecated; use {' or '.join(others)}" if others else "deprecated"

    @property
    def triples(self) -> tuple[ox.Triple, ...]:
        """Return what the files state of the thing."""
        subject = ox.NamedNode(self.iri)
        return tuple(
            ox.Triple(subject, ox.NamedNode(each.iri), value.term)
            for each in self.outgoing
            for value in each.values
            if not value.inferred
        )


def describe(store: Store, name: str, project: Project | None = None) -> Description:
    """Describe what a name stands for; raises :class:`NameNotFoundError` with the nearest names.

    Class expressions, which have no name, are left out. ``project`` gives the files, to say on which
    line the thing is stated.
    """
    iri = resolve(store, name)
    stated = [(row, False) for row in _rows(store, _OUT, iri, "!=")]
    known = {row[:2] for row, _ in stated}
    inferred = [(row, True) for row in _rows(store, _OUT, iri, "=") if row[:2] not in known]
    outgoing = _properties([*stated, *inferred])
    incoming = _properties([(row, False) for row in _rows(store, _IN, iri, "!=")])
    terms = [value.term for each in (*outgoing, *incoming) for value in each.values]
    named = {iri, *(each.iri for each in (*outgoing, *incoming))}
    evidence = next((each.values for each in outgoing if each.iri == _EVIDENCE), ())
    passages = read_passages(store, [value.term.value for value in evidence if isinstance(value.term, ox.NamedNode)])
    profiles = sorted({passage.profile for passage in passages.values() if passage.profile})
    files = {str(row[2]) for row, _ in stated}
    return Description(
        iri=iri,
        outgoing=outgoing,
        incoming=incoming,
        passages=tuple(sorted(passages.values(), key=lambda passage: passage.order)),
        sources=tuple(citation(store, profile) for profile in profiles),
        labels=read_labels(store, {*named, *(term.value for term in terms if isinstance(term, ox.NamedNode))}),
        places=_places(project, iri, files) if project else (),
        digest=store.digest,
    )


def _rows(store: Store, query: str, iri: str, sign: str) -> list[tuple[str, Term, str]]:
    found = store.select(query.format(iri, sign, INFERRED_GRAPH)).rows
    return [
        (p.value, term, graph.value if isinstance(graph, ox.Literal) else "")
        for p, term, graph in found
        if isinstance(p, ox.NamedNode) and isinstance(term, ox.NamedNode | ox.Literal)
    ]


def _properties(rows: Sequence[tuple[tuple[str, Term, str], bool]]) -> tuple[Property, ...]:
    ordered = sorted(
        {(p, inferred, str(term)): term for (p, term, _), inferred in rows}.items(), key=lambda item: item[0]
    )
    found = []
    for p, group in groupby(ordered, key=lambda item: item[0][0]):
        values = tuple(Value(term=term, inferred=inferred) for (_, inferred, _), term in group)
        found.append(Property(iri=p, values=values))
    return tuple(sorted(found, key=lambda each: (each.iri != _TYPE, namespaces.shrink(each.iri))))


def _places(project: Project, iri: str, graphs: set[str]) -> tuple[Place, ...]:
    from mgi_graph.turtle.place import index
    from mgi_graph.turtle.read import decode

    found = []
    for graph in sorted(graphs):
        path = project.root / f"{graph.removeprefix(GRAPH)}.ttl"
        if graph.startswith(GRAPH) and path.is_file():
            name = project.name(path)
            place = index(decode(path.read_bytes(), name), name).subject(iri)
            found += [place] if place else []
    return tuple(found)
