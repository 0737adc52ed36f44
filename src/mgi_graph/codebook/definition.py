"""What a column means, in words of the ontology: derived from how the query binds it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mgi_graph.codebook.origin import read_origins
from mgi_graph.codebook.standard import TERMS
from mgi_graph.namespaces import MIGOV, STANDARD, shrink
from mgi_graph.results.cells import lexical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.codebook.origin import Origin
    from mgi_graph.store.protocol import Store

_FACTS: Final = f"""
SELECT ?term ?label ?definition ?domain WHERE {{
    VALUES ?term {{ %s }}
    OPTIONAL {{ ?term <{STANDARD["rdfs"]}label> ?label }}
    OPTIONAL {{ ?term <{STANDARD["skos"]}definition> ?definition }}
    OPTIONAL {{ ?term <{STANDARD["rdfs"]}domain> ?domain FILTER isIRI(?domain) }}
}} ORDER BY ?term ?label ?definition ?domain"""
_CLASSES: Final = f"""
SELECT ?class (SAMPLE(?l) AS ?label) (SAMPLE(?d) AS ?definition) (COUNT(DISTINCT ?other) AS ?size) WHERE {{
    {{
        SELECT ?class WHERE {{ VALUES ?x {{ %s }} ?x a ?class }} GROUP BY ?class HAVING (COUNT(DISTINCT ?x) = %d)
    }}
    ?class <{STANDARD["rdfs"]}label> ?l ; <{STANDARD["skos"]}definition> ?d .
    ?other a ?class .
}} GROUP BY ?class ORDER BY ?size ?class LIMIT 1"""
#: Properties that nearly everything has: being their subject says little.
_COMMON: Final = frozenset({f"{MIGOV}hasEvidence", *TERMS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A property or class with what the ontology says of it."""

    iri: str
    label: str
    definition: str
    domain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a column means, the IRI of the term that says so, its unit, and how the query binds it."""

    text: str
    source: str = ""
    unit: str = ""


def read_meanings(text: str, names: Iterable[str], store: Store) -> Mapping[str, Meaning]:
    """Return what each named column of a query means; one that the query does not bind has no meaning."""
    origins = read_origins(text)
    terms = read_terms({each.term for found in origins.values() for each in found if ":" in each.term}, store)
    author = _Author(origins, terms)
    return {name: author.meaning(name) for name in names if origins.get(name)}


def read_terms(iris: set[str], store: Store) -> Mapping[str, Term]:
    """Return what the ontology says of terms and of the classes that their subjects belong to."""
    known = _read(iris, store)
    domains = {term.domain for term in known.values() if term.domain} - set(known)
    return known | _read(domains, store)


def _read(iris: set[str], store: Store) -> dict[str, Term]:
    found = {
        iri: Term(iri=iri, label=TERMS.get(iri, (shrink(iri), ""))[0], definition=TERMS.get(iri, ("", ""))[1])
        for iri in iris
    }
    listed = " ".join(f"<{iri}>" for iri in sorted(iris) if not set(iri) & set('<> "{}|^`\\'))
    for row in reversed(store.select(_FACTS % listed).rows if listed else ()):
        iri, label, definition, domain = map(lexical, row)
        if label or definition:
            found[iri] = Term(
                iri=iri, label=label or found[iri].label, definition=definition or found[iri].definition, domain=domain
            )
    return found


def class_of(iris: Iterable[str], store: Store) -> Term | None:
    """Return the narrowest class of the ontology that all of some things belong to."""
    listed = " ".join(f"<{iri}>" for iri in sorted(set(iris)))
    rows = store.select(_CLASSES % (listed, len(listed.split()))).rows if listed else ()
    if not rows:
        return None
    iri, label, definition, _ = map(lexical, rows[0])
    return Term(iri=iri, label=label, definition=definition)


class _Author:
    """Write meanings; one that needs that of another column asks for it in short."""

    def __init__(self, origins: Mapping[str, tuple[Origin, ...]], terms: Mapping[str, Term]) -> None:
        self.origins = origins
        self.terms: Mapping[str, Term] = defaultdict(lambda: Term(iri="", label="", definition=""), terms)

    def meaning(self, name: str) -> Meaning:
        origin = self.first(name)
        write = {
            "count": self.count,
            "expression": self.expression,
            "object": self.object,
            "instance": self.instance,
            "subject": self.subject,
            "class": self.kind,
            "property": self.property,
            "end": self.end,
        }
        return write[origin.way](origin)

    def first(self, name: str) -> Origin:
        """Return the origin that says most: of several subjects, one whose class the ontology tells."""
        found = self.origins[name]
        if found[0].way != "subject":
            return found[0]
        telling = [each for each in found if each.way == "subject" and self.terms[each.term].domain]
        return next((each for each in telling if each.term not in _COMMON), next(iter(telling), found[0]))

    def short(self, name: str) -> str:
        if not self.origins.get(name):
            return f"?{name}"
        origin = self.first(name)
        term = self.terms[self.terms[origin.term].domain if origin.way == "subject" else origin.term]
        return f"?{name}, {term.label}" if term.label else f"?{name}"

    def count(self, origin: Origin) -> Meaning:
        counted = " and ".join(map(self.short, origin.other)) or "solutions"
        different = "different " if "DISTINCT" in origin.term.upper() else ""
        return Meaning(text=f"number of {different}things bound to {counted}: {origin.term}", unit="count")

    def expression(self, origin: Origin) -> Meaning:
        if not origin.other:
            listed = ", ".join(map(shrink, origin.term.split()))
            return Meaning(text=f"thing asked about, as given; the example of the query is {listed}")
        used = "; ".join(map(self.short, origin.other))
        years = all(self.yearly(name) for name in origin.other)
        unit = "years" if years and "-" in origin.term else "calendar year" if years else ""
        return Meaning(text=f"computed as {origin.term}, from {used}", unit=unit)

    def object(self, origin: Origin) -> Meaning:
        term = self.terms[origin.term]
        of = f", stated of ?{origin.other[0]}" if origin.other else ""
        meaning = term.definition or f"value of {shrink(term.iri)}"
        return Meaning(text=f"value of “{term.label}”{of}: {meaning}", source=term.iri)

    def instance(self, origin: Origin) -> Meaning:
        term = self.terms[origin.term]
        return Meaning(text=f"{term.label}: {term.definition or f'instance of {shrink(term.iri)}'}", source=term.iri)

    def subject(self, origin: Origin) -> Meaning:
        term = self.terms[origin.term]
        if self.terms[term.domain].definition:
            domain = self.terms[term.domain]
            return Meaning(text=f"{domain.label}: {domain.definition}", source=domain.iri)
        return Meaning(text=f"thing that has the property “{term.label}”: {term.definition}", source=term.iri)

    def kind(self, origin: Origin) -> Meaning:
        return Meaning(
            text=f"class of the ontology to which ?{origin.other[0]} belongs", source=f"{STANDARD['rdf']}type"
        )

    def property(self, origin: Origin) -> Meaning:
        ends = [f"?{each}" for each in origin.other if each]
        return Meaning(text=f"property of the ontology that ties {' to '.join(ends)}")

    def end(self, origin: Origin) -> Meaning:
        tie, other = origin.other
        return Meaning(text=f"what ?{tie} ties to ?{other}: a thing, or the value of a property")

    def yearly(self, name: str) -> bool:
        """Tell whether a variable is a year: the value of a property that says so."""
        found = self.origins.get(name) or ()
        term = self.terms[found[0].term] if found and found[0].way == "object" else None
        return term is not None and "year" in f"{term.iri} {term.definition}".lower()
