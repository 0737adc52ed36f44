"""What search engines read of a page: the thing that it is about, in the terms of schema.org.

The kind follows from the classes of the thing after inference, so that no country has to be known. What the graph
does not say is left out; a year alone is a date of reduced precision (ISO 8601-1 §5.2.2.3).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from mgi_graph.namespaces import expand, shrink
from mgi_graph.publication.asides import LABELS
from mgi_graph.queries.languages import rank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.publication.description import ResourceDescription
    from mgi_graph.publication.grouping import Value

Json: TypeAlias = "dict[str, Json] | list[Json] | str"

#: Which type a thing has by its classes; the first that fits.
KINDS: Final = (
    ("eli:LegalResource", "Legislation"),
    ("migov:Instrument", "Legislation"),
    ("migov:Finding", "Claim"),
    ("migov:State", "Country"),
    ("migov:GovernmentUnit", "GovernmentOrganization"),
    ("org:Organization", "Organization"),
    ("foaf:Person", "Person"),
    ("prov:Activity", "Event"),
    ("migov:Profile", "Report"),
    ("foaf:Document", "CreativeWork"),
    ("skos:ConceptScheme", "DefinedTermSet"),
    ("skos:Concept", "DefinedTerm"),
)
#: What properties are in schema.org, for all kinds and for one; the first with values wins.
_COMMON: Final = (
    ("dcterms:description", "description"),
    ("skos:definition", "description"),
    ("skos:altLabel", "alternateName"),
    ("schema:sameAs", "sameAs"),
    ("dcterms:license", "license"),
)
_OF: Final = {
    "Legislation": (
        ("migov:nationalType", "legislationType"),
        ("migov:instrumentKind", "legislationType"),
        ("migov:adoptionYear", "legislationDate"),
        ("migov:publicationDate", "datePublished"),
        ("migov:number", "legislationIdentifier"),
        ("migov:jurisdiction", "legislationJurisdiction"),
        ("migov:issuedBy", "legislationPassedBy"),
        ("migov:implementedBy", "legislationResponsible"),
        ("migov:amends", "legislationChanges"),
        ("migov:basedOn", "isBasedOn"),
        ("migov:topic", "about"),
    ),
    "Claim": (
        ("migov:statement", "text"),
        ("migov:topic", "about"),
        ("migov:concernsState", "spatialCoverage"),
        ("migov:partOfProfile", "appearance"),
        ("migov:hasEvidence", "citation"),
    ),
    "Organization": (
        ("migov:parentBody", "parentOrganization"),
        ("migov:establishedYear", "foundingDate"),
        ("migov:jurisdiction", "areaServed"),
    ),
    "Event": (("migov:year", "startDate"), ("migov:date", "startDate"), ("migov:hostedBy", "organizer")),
    "CreativeWork": (
        ("dcterms:creator", "creator"),
        ("dcterms:publisher", "publisher"),
        ("dcterms:language", "inLanguage"),
        ("migov:publicationDate", "datePublished"),
        ("migov:publicationYear", "datePublished"),
        ("migov:year", "datePublished"),
        ("migov:url", "url"),
    ),
    "DefinedTerm": (("skos:notation", "termCode"), ("skos:inScheme", "inDefinedTermSet")),
}
#: Kinds that have the properties of another.
_AS: Final = {"GovernmentOrganization": "Organization", "Report": "CreativeWork"}
#: What the things are that a property leads to.
_LEADS: Final = {
    "legislationType": "",
    "legislationJurisdiction": "AdministrativeArea",
    "legislationPassedBy": "Organization",
    "legislationResponsible": "Organization",
    "legislationChanges": "Legislation",
    "isBasedOn": "Legislation",
    "about": "DefinedTerm",
    "spatialCoverage": "Country",
    "appearance": "Report",
    "citation": "CreativeWork",
    "parentOrganization": "Organization",
    "areaServed": "AdministrativeArea",
    "organizer": "Organization",
    "creator": "Organization",
    "publisher": "Organization",
    "inDefinedTermSet": "DefinedTermSet",
}
_LOCATOR: Final = NamedNode(expand("migov:locator"))
_UNSAFE: Final = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def describe_thing(found: ResourceDescription, url: str) -> dict[str, Json]:
    """Describe what a page is about; ``url`` is that of the page."""
    node = NamedNode(found.iri)
    said = {shrink(predicate.value): values for predicate, values in found.groups.get(node, {}).items()}
    classes = {shrink(value.value) for value in said.get("rdf:type", ())}
    kind = next((kind for name, kind in KINDS if name in classes), "Thing")
    names = _names(found)
    data: dict[str, Json] = {"@context": "https://schema.org", "@type": kind, "@id": found.iri, "url": url}
    if node in names:
        data["name"] = names[node]
    for name, to in (*_COMMON, *_OF.get(_AS.get(kind, kind), ())):
        if name in said and to not in data.keys() - {"url"}:
            values = sorted((_value(value, to, names) for value in _nearest(said[name])), key=str)
            data[to] = values[0] if len(values) == 1 else values
    return data


def embedded(data: dict[str, Json]) -> str:
    """Write it for a ``script`` element of HTML: nothing in it can end the element (HTML §4.12.1.3)."""
    return json.dumps(data, ensure_ascii=False, indent=2).translate(_UNSAFE)


def _nearest(values: Iterable[Value]) -> list[Value]:
    """Of texts in several languages take those of the nearest, all of anything else."""
    known = list(values)
    languages = [value.language for value in known if isinstance(value, Literal) and value.language]
    if not languages:
        return known
    nearest = min(languages, key=lambda tag: rank(tag, "en"))
    return [value for value in known if isinstance(value, Literal) and value.language == nearest]


def _value(value: Value, to: str, names: dict[NamedNode, str]) -> Json:
    if not isinstance(value, NamedNode):
        return value.value
    kind = _LEADS.get(to)
    name = names.get(value)
    if kind is None:
        return value.value
    if not kind:
        return name or value.value
    data: dict[str, Json] = {"@type": kind, "@id": value.value}
    return data | ({"name": name} if name else {})


def _names(found: ResourceDescription) -> dict[NamedNode, str]:
    """Return what each thing is called, in English where that is possible; passages by their locator."""
    names: dict[NamedNode, str] = {}
    for aside in (*found.evidence, *found.labels):
        texts = [
            (rank(quad.object.language, "en"), quad.object.value)
            for quad in aside.quads
            if isinstance(quad.object, Literal) and (quad.predicate in LABELS or quad.predicate == _LOCATOR)
        ]
        if texts:
            names[aside.node] = min(texts)[1]
    return names
