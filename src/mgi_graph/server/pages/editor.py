"""What the SPARQL editor knows: prefixes, saved queries, the classes and properties that the dataset uses.

The page carries it as one JSON document; ``static/editor.js`` reads it. Classes and properties are the partitions of
the dataset (VoID §4.5): what it holds of each, and which properties describe the members of which class.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode

from mgi_graph import namespaces
from mgi_graph.queries.names import LABELS, read_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mgi_graph.graph import Graph
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.server.address import Address
    from mgi_graph.store.protocol import Store

_CLASSES: Final = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c FILTER isIRI(?c) } GROUP BY ?c"
_PROPERTIES: Final = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p"
_DESCRIBED: Final = "SELECT DISTINCT ?c ?p WHERE { ?s a ?c ; ?p ?o FILTER isIRI(?c) }"
_SUBJECTS: Final = "SELECT DISTINCT ?s WHERE { ?s ?p ?o FILTER isIRI(?s) }"

_ANY: Final = {False: " (UNDEF: any)", True: ""}
#: What passages are called by; they have no label.
LOCATOR: Final = f"{namespaces.MIGOV}locator"
#: The query that the page opens with, where its address carries none.
FIRST: Final = """PREFIX migov: <https://w3id.org/migov/ontology#>

SELECT ?instrument ?year
WHERE {
    ?instrument a migov:Instrument ;
        migov:adoptionYear ?year .
}
ORDER BY DESC(?year)
LIMIT 50
"""
#: The files that an answer can be had as: the name on the page, the value of ``format``.
_TABLES: Final = (("CSV", "csv"), ("TSV", "tsv"), ("JSON", "json"), ("XML", "xml"))
_BOOLEANS: Final = (("JSON", "json"), ("XML", "xml"))
_GRAPHS: Final = (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"), ("RDF/XML", "rdf"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class or property that the dataset uses; ``classes`` are those whose members a property describes."""

    name: str
    label: str
    count: int
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A saved query in the list of examples."""

    name: str
    theme: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the editor knows of a dataset, whatever the host that serves it."""

    prefixes: Mapping[str, str]
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """The editor on one host, with the query that it opens with."""

    vocabulary: Vocabulary
    address: Address
    query: str = FIRST

    def url(self, example: Example) -> str:
        """Return the page of a saved query."""
        return self.address.path(f"/query/{example.name}")

    def record(self) -> dict[str, Any]:
        """Return the document that the page carries."""
        known, bases = self.vocabulary, (namespaces.ID, namespaces.VOCAB, namespaces.BASE)
        return {
            "endpoint": self.address.path("/sparql"),
            "page": self.address.path("/editor"),
            "prefixes": dict(known.prefixes),
            "places": [[base, self.address.link(base)] for base in bases],
            "labels": [*LABELS, LOCATOR],
            "downloads": {"table": _forms(_TABLES), "boolean": _forms(_BOOLEANS), "graph": _forms(_GRAPHS)},
            "queries": [
                {"name": each.name, "theme": each.theme, "title": each.title, "text": each.text, "url": self.url(each)}
                for each in known.examples
            ],
            "classes": [_term(each) for each in known.classes],
            "properties": [_term(each) for each in known.properties],
        }


def read_vocabulary(graph: Graph) -> Vocabulary:
    """Read what the editor knows of a dataset; it takes some hundred milliseconds, once for a dataset."""
    store = graph.store
    described: defaultdict[str, list[str]] = defaultdict(list)
    for kind, verb in _rows(store, _DESCRIBED):
        described[verb].append(namespaces.shrink(kind))
    return Vocabulary(
        prefixes=prefixes(iri for (iri,) in _rows(store, _SUBJECTS)),
        classes=_terms(store, _CLASSES),
        properties=_terms(store, _PROPERTIES, described),
        examples=tuple(map(example, graph.queries)),
    )


def example(saved: SavedQuery) -> Example:
    """Return a saved query as an example: comments with its question and parameters stand in place of the header."""
    body = "".join(line for line in saved.text.splitlines(keepends=True) if not line.startswith("#+")).lstrip()
    told = [f"# {saved.header.summary}"]
    told += [f"# ${each.name}: {each.description}{_ANY[each.required]}" for each in saved.header.parameters]
    return Example(name=saved.name, theme=saved.theme, title=saved.header.summary, text="\n".join([*told, "", body]))


def prefixes(iris: Iterable[str]) -> dict[str, str]:
    """Return the prefixes of the project, and by rule those of the countries that own some of the IRIs.

    >>> prefixes(["https://w3id.org/migov/id/xy/labour-law"])["xy"]
    'https://w3id.org/migov/id/xy/'
    """
    ruled = {found for iri in iris if (found := namespaces.prefix_by_rule(iri))}
    return dict(sorted({**namespaces.PREFIXES, **dict(ruled)}.items()))


def _terms(store: Store, query: str, described: Mapping[str, list[str]] = MappingProxyType({})) -> tuple[Term, ...]:
    counts = {iri: int(count) for iri, count in _rows(store, query)}
    labels = read_labels(store, counts)
    return tuple(
        Term(
            name=name if (name := namespaces.shrink(iri)) != iri else f"<{iri}>",
            label=labels.get(iri, ""),
            count=counts[iri],
            classes=tuple(sorted(described.get(iri, ()))),
        )
        for iri in sorted(counts)
    )


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    for row in store.select(query).rows:
        yield tuple(cell.value for cell in row if isinstance(cell, NamedNode | Literal))


def _term(term: Term) -> dict[str, Any]:
    return {"name": term.name, "label": term.label, "count": term.count, "classes": list(term.classes)}


def _forms(forms: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "form": form} for name, form in forms]
