"""Documents in each form; as a page, the outline of a document: its subjects with what they mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import BASE, GRAPH, MIGOV, SHAPES, STANDARD, VOCAB, shrink
from mgi_graph.publication import document as documents
from mgi_graph.publication.document import Document
from mgi_graph.queries.names import read_labels
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML, RDF
from mgi_graph.server.pages.templating import render
from mgi_graph.server.resources.job import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.publication.grouping import Statement
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.media import Representation

#: How many subjects a page lists; all of them are in the other forms.
MOST: Final = 2000
_RDF: Final = STANDARD["rdf"]
_DEFINITIONS: Final = tuple(
    ox.NamedNode(f"{STANDARD[prefix]}{name}")
    for prefix, name in (("skos", "definition"), ("rdfs", "comment"), ("skos", "scopeNote"), ("dcterms", "description"))
)
_LINKED: Final = {
    "is a": ox.NamedNode(f"{_RDF}type"),
    "narrower than": ox.NamedNode(f"{STANDARD['rdfs']}subClassOf"),
    "sub-property of": ox.NamedNode(f"{STANDARD['rdfs']}subPropertyOf"),
    "from": ox.NamedNode(f"{STANDARD['rdfs']}domain"),
    "to": ox.NamedNode(f"{STANDARD['rdfs']}range"),
}
_SCHEMES: Final = f"SELECT DISTINCT ?x WHERE {{ ?x a <{STANDARD['skos']}ConceptScheme> FILTER isIRI(?x) }} ORDER BY ?x"
#: What each kind of document is called, and what it is, in words.
_TITLES: Final = {
    "ontology": ("Ontology", "The kinds of things that the graph speaks of, and the properties that tie them."),
    "vocabularies": ("Vocabularies", "The schemes of concepts by which things are sorted."),
    "shapes": ("Shapes", "What the data must satisfy, in SHACL."),
    "graphs": ("Graphs", "The dataset is kept in named graphs: one for each file, and one for what the rules add."),
    "graph": ("Graph", "What one graph of the dataset states."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A thing by its label and where it is told of."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A subject of a document: what it is called, means and is tied to; ``anchor`` is its fragment."""

    anchor: str
    label: str
    curie: str
    href: str
    definition: str
    links: tuple[tuple[str, tuple[Reference, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What the template of a document shows."""

    iri: str
    local: str
    title: str
    lead: str
    entries: tuple[Entry, ...]
    total: int
    statements: int
    forms: tuple[Representation, ...] = RDF


def document(context: Context, *, kind: str, iri: str, suffix: str, address: Address) -> Rendered:
    """Return a document in the form that a suffix names."""
    found = _read(context, kind, iri)
    if suffix != HTML.suffix:
        return written(context, found, suffix, address)
    outline = _outline(context, kind, found, address)
    page = render("document.html", address, page=outline, digest=context.graph.store.digest).encode()
    return Rendered(body=page, content_type=HTML.content_type)


def _read(context: Context, kind: str, iri: str) -> Document:
    store = context.graph.store
    if kind == "ontology":
        return documents.ontology(store)
    if kind == "shapes":
        return documents.shapes(context.graph.project)
    if kind == "graph":
        return documents.named_graph(store, iri)
    return Document(iri=iri, statements=tuple(_schemes(context) if kind == "vocabularies" else _graphs(context, iri)))


def _schemes(context: Context) -> Iterable[Statement]:
    store = context.graph.store
    for (node,) in store.select(_SCHEMES).rows:
        assert isinstance(node, ox.NamedNode)
        yield ox.Triple(ox.NamedNode(VOCAB.rstrip("/")), _term("dcterms:hasPart"), node)
        yield from (quad for quad in store.quads(node) if not isinstance(quad.object, ox.BlankNode))


def _graphs(context: Context, iri: str) -> Iterable[Statement]:
    """Describe the graphs: which there are, and how many statements each has (VoID §4.6)."""
    store = context.graph.store
    counts = dict(context.asking.origin.published.graphs) if context.asking else {}
    for name in sorted(store.graph_names()):
        node = ox.NamedNode(name)
        count = counts[name] if counts else sum(1 for _ in store.quads(None, None, None, node))
        yield ox.Triple(ox.NamedNode(iri), _term("dcterms:hasPart"), node)
        yield ox.Triple(node, _term("rdf:type"), _term("void:Dataset"))
        yield ox.Triple(node, _term("rdfs:label"), ox.Literal(name.removeprefix(GRAPH)))
        yield ox.Triple(node, _term("void:triples"), ox.Literal(count))


def _term(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(f"{STANDARD[prefix]}{local}")


def _outline(context: Context, kind: str, found: Document, address: Address) -> Outline:
    said: dict[str, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for each in found.statements:
        if isinstance(each.subject, ox.NamedNode) and isinstance(each.object, ox.NamedNode | ox.Literal):
            said[each.subject.value][each.predicate].append(each.object)
    own = sorted(iri for iri in said if _belongs(kind, iri) and iri != found.iri)
    shown = own[:MOST]
    tied = {
        value.value
        for iri in shown
        for verb in _LINKED.values()
        for value in said[iri].get(verb, ())
        if isinstance(value, ox.NamedNode)
    }
    labels = read_labels(context.graph.store, {*shown, *tied})
    title, lead = _TITLES[kind]
    return Outline(
        iri=found.iri,
        local=f"/{found.iri.removeprefix(BASE)}",
        title=f"{title} {found.iri.removeprefix(GRAPH)}" if kind == "graph" else title,
        lead=lead,
        entries=tuple(_entry(iri, said[iri], labels, address) for iri in shown),
        total=len(own),
        statements=len(found.statements),
    )


def _belongs(kind: str, iri: str) -> bool:
    """Tell whether a subject is one of the document's own, not one that it says something of beside them."""
    return iri.startswith({"ontology": MIGOV, "shapes": SHAPES, "vocabularies": VOCAB, "graphs": GRAPH}.get(kind, ""))


def _entry(
    iri: str, said: Mapping[ox.NamedNode, list[ox.NamedNode | ox.Literal]], labels: Mapping[str, str], address: Address
) -> Entry:
    own = [value.value for verb in (_term("rdfs:label"), _term("skos:prefLabel")) for value in said.get(verb, ())]
    texts = [value.value for verb in _DEFINITIONS for value in said.get(verb, ())]
    links = (
        (
            name,
            tuple(
                _reference(value, labels, address)
                for value in sorted({each.value for each in said.get(verb, ()) if isinstance(each, ox.NamedNode)})
            ),
        )
        for name, verb in _LINKED.items()
    )
    return Entry(
        anchor=iri.partition("#")[2],
        label=labels.get(iri) or next(iter(own), shrink(iri)),
        curie=shrink(iri),
        href=address.link(iri),
        definition=next(iter(texts), ""),
        links=tuple((name, found) for name, found in links if found),
    )


def _reference(iri: str, labels: Mapping[str, str], address: Address) -> Reference:
    return Reference(text=labels.get(iri) or shrink(iri), href=address.link(iri) if iri.startswith("http") else "")
