"""The JSON-LD context of the graph: short names for its terms, made from the ontology (JSON-LD 1.1 §4.1).

Terms of the ontology go by their own names; so do those of RDFS, SKOS and DCMI Terms; of all other vocabularies by
prefix and name. Object properties hold IRIs, datatype properties values of their range, texts stand under their
language; what may have several values is always a list. The context bears the version of the ontology: what a name
means in it never changes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from mgi_graph.errors import BuildError
from mgi_graph.namespaces import BASE, MIGOV, ONTOLOGY, STANDARD, expand, shrink
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.store.protocol import Store

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

#: Vocabularies whose terms go by their bare names, as those of the ontology do.
BARE: Final = ("rdfs", "skos", "dcterms")
#: The prefixes of the context: all published vocabularies of terms. That of units has none, and a property of ours
#: has its name.
SPACES: Final = MappingProxyType({prefix: space for prefix, space in STANDARD.items() if prefix != "unit"})
#: Properties for texts; a property below one of them is one too.
TEXTS: Final = frozenset(
    [f"rdfs:{name}" for name in ("comment", "label")]
    + [f"dcterms:{name}" for name in ("bibliographicCitation", "description", "title")]
    + [f"skos:{name}" for name in ("altLabel", "changeNote", "definition", "editorialNote", "example")]
    + [f"skos:{name}" for name in ("hiddenLabel", "historyNote", "note", "prefLabel", "scopeNote")]
)
#: Annotation properties and terms of the languages themselves that lead to things.
LINKS: Final = frozenset(
    [f"rdfs:{name}" for name in ("domain", "isDefinedBy", "range", "seeAlso", "subClassOf", "subPropertyOf")]
    + [f"owl:{name}" for name in ("disjointWith", "equivalentClass", "equivalentProperty", "inverseOf", "members")]
    + [f"owl:{name}" for name in ("intersectionOf", "onProperty", "propertyChainAxiom", "unionOf", "versionIRI")]
    + ["bibo:status", "schema:domainIncludes", "schema:rangeIncludes", "sh:declare"]
)
#: Annotation properties whose values have one datatype.
TYPED: Final = {
    "dcterms:created": "xsd:date",
    "dcterms:issued": "xsd:date",
    "dcterms:modified": "xsd:date",
    "owl:deprecated": "xsd:boolean",
    "sh:namespace": "xsd:anyURI",
}
_DECLARED: Final = f"""
PREFIX owl: <{STANDARD["owl"]}> PREFIX rdfs: <{STANDARD["rdfs"]}>
SELECT ?term ?kind ?range ?functional ?above WHERE {{
    VALUES ?kind {{ owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }}
    ?term a ?kind FILTER isIRI(?term)
    OPTIONAL {{ ?term rdfs:range ?range FILTER STRSTARTS(STR(?range), "{STANDARD["xsd"]}") }}
    OPTIONAL {{ ?term rdfs:subPropertyOf ?above }}
    OPTIONAL {{ ?term a ?functional FILTER (?functional = owl:FunctionalProperty) }}
}} ORDER BY ?term ?kind ?range ?above"""
_VERSION: Final = f"SELECT ?version WHERE {{ <{ONTOLOGY}> <{STANDARD['owl']}versionInfo> ?version }} LIMIT 1"
_STRING: Final = expand("xsd:string")
_TAKEN: Final = frozenset({"id", "type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A short name: what it stands for, and how its values are written.

    ``kind`` is ``@id`` for things, ``@language`` for texts, the IRI of a datatype, or nothing where values differ;
    a class has ``@class``. ``many`` says that the value is always a list.
    """

    name: str
    iri: str
    kind: str = ""
    many: bool = False

    @property
    def definition(self) -> Json:
        """Return the term definition (JSON-LD 1.1 §9.15.1)."""
        if self.kind == "@class":
            return self.iri
        found: dict[str, Json] = {"@id": self.iri}
        if self.kind == "@language":
            return found | {"@container": "@language"}
        if self.kind:
            found["@type"] = self.kind if self.kind == "@id" else shrink(self.kind)
        return found | ({"@container": "@set"} if self.many else {})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Context:
    """The terms of one version of the ontology; there is one for a store."""

    version: str
    terms: tuple[Term, ...] = field(repr=False)
    by_iri: dict[NamedNode, Term] = field(repr=False)
    address: str = ""
    #: What this is a copy of, for another host.
    source: Context | None = field(default=None, repr=False)

    @property
    def canonical(self) -> Context:
        """Return the one that is made for a store: names mean the same in all copies."""
        return self.source or self

    def name(self, node: NamedNode) -> str:
        """Return the shortest form of a class, a property or a datatype that this context makes whole again."""
        term = self.by_iri.get(node)
        if term is not None:
            return term.name
        prefix, colon, local = shrink(node.value).partition(":")
        return f"{prefix}:{local}" if colon and prefix in SPACES else node.value

    def at(self, address: str) -> Context:
        """Return the same context for documents that refer to a copy of it, on the host that serves them."""
        return replace(self, address=address, source=self.canonical)

    @property
    def iri(self) -> str:
        """Return what documents refer to: the canonical address, unless there is another."""
        return self.address or f"{BASE}context/{self.version}.jsonld"

    @property
    def document(self) -> dict[str, Json]:
        """Return the context as a JSON-LD document."""
        named: dict[str, Json] = {"@version": 1.1, "id": "@id", "type": {"@id": "@type", "@container": "@set"}}
        named |= dict(sorted(SPACES.items()))
        return {"@context": named | {term.name: term.definition for term in self.terms}}

    @property
    def text(self) -> bytes:
        """Return the document as bytes, one line a term."""
        lines = [f"    {_json(name)}: {_json(value)}" for name, value in self.document["@context"].items()]  # type: ignore[union-attr]
        return ('{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n").encode()


def read_context(store: Store) -> Context:
    """Make the context from the ontology in a store.

    Raises :class:`BuildError` where two terms would have one name: one of them must be renamed first.
    """
    found = store.select(_VERSION).rows
    version = found[0][0].value if found and isinstance(found[0][0], Literal) else VERSION
    terms = tuple(sorted(_terms(store), key=lambda term: term.name))
    names: dict[str, Term] = {}
    for term in terms:
        if term.name in _TAKEN or term.name in SPACES or term.name in names:
            other = names[term.name].iri if term.name in names else "a keyword or a prefix"
            raise BuildError(f"the name {term.name} in the JSON-LD context would stand for {term.iri} and for {other}")
        names[term.name] = term
    return Context(version=version, terms=terms, by_iri={NamedNode(term.iri): term for term in terms})


def name_of(iri: str) -> str:
    """Return the name of a term in the context: bare, or with its prefix; an IRI where it has none.

    >>> name_of(f"{MIGOV}topic"), name_of(expand("skos:broader")), name_of(expand("eli:amends"))
    ('topic', 'broader', 'eli:amends')
    """
    if iri.startswith(MIGOV):
        return iri.removeprefix(MIGOV)
    prefix, _, local = shrink(iri).partition(":")
    if prefix in BARE:
        return local
    return f"{prefix}:{local}" if prefix in SPACES else iri


@dataclass(slots=True)
class _Facts:
    kind: str
    ranges: set[str]
    functional: bool
    above: set[str]


def _terms(store: Store) -> Iterator[Term]:
    facts: dict[str, _Facts] = {}
    for term, kind, value, functional, above in store.select(_DECLARED).rows:
        iri, what = str(getattr(term, "value", "")), shrink(str(getattr(kind, "value", "")))
        known = facts.setdefault(iri, _Facts(what, set(), functional is not None, set()))
        known.ranges |= {value.value} if isinstance(value, NamedNode) else set()
        known.above |= {above.value} if isinstance(above, NamedNode) else set()
    for name in sorted(TEXTS | LINKS | TYPED.keys()):
        facts.setdefault(expand(name), _Facts("owl:AnnotationProperty", set(), False, set()))
    for iri, known in facts.items():
        values = "@class" if known.kind == "owl:Class" else _kind(iri, facts)
        many = not known.functional and values not in {"@class", "@language"}
        yield Term(name=name_of(iri), iri=iri, kind=values, many=many)


def _kind(iri: str, facts: dict[str, _Facts]) -> str:
    known, name = facts[iri], shrink(iri)
    if known.kind == "owl:ObjectProperty" or name in LINKS:
        return "@id"
    if any(shrink(each) in TEXTS for each in (iri, *known.above)):
        return "@language"
    if name in TYPED:
        return expand(TYPED[name])
    ranges = known.ranges - {_STRING}  # a plain string is one already
    return next(iter(ranges)) if len(known.ranges) == len(ranges) == 1 else ""


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
