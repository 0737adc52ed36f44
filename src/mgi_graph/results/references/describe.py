"""What the dataset says of a work, as a reference."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.namespaces import MIGOV, STANDARD
from mgi_graph.queries.names import read_labels
from mgi_graph.results.references.model import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.results.references.model import Kind
    from mgi_graph.store.protocol import Store

_DCT: Final = STANDARD["dcterms"]
_FOAF: Final = STANDARD["foaf"]
_FACTS: Final = "SELECT ?work ?p ?o WHERE { VALUES ?work { %s } VALUES ?p { %s } ?work ?p ?o }"
_PROPERTIES: Final = {
    f"{STANDARD['rdf']}type": "type",
    f"{_DCT}title": "title",
    f"{_DCT}creator": "creator",
    f"{_DCT}publisher": "publisher",
    f"{_DCT}issued": "date",
    f"{_DCT}language": "language",
    f"{MIGOV}publicationDate": "date",
    f"{MIGOV}year": "year",
    f"{MIGOV}publicationYear": "year",
    f"{MIGOV}citationKey": "mark",
    f"{MIGOV}containerTitle": "container",
    f"{MIGOV}url": "url",
    f"{MIGOV}asOf": "as of",
    f"{_DCT}bibliographicCitation": "demanded",
    f"{_FOAF}familyName": "family",
    f"{_FOAF}givenName": "given",
}
Facts = dict[str, list[str]]


def describe_works(store: Store, iris: Iterable[str], language: str = "en") -> Mapping[str, Reference]:
    """Describe works by their IRIs; one that the dataset says nothing of has its CURIE as title."""
    wanted = tuple(dict.fromkeys(iris))
    works = _read(store, wanted)
    agents = {agent for facts in works.values() for name in ("creator", "publisher") for agent in facts[name]}
    persons = _read(store, agents)
    labels = read_labels(store, (*wanted, *filter(_is_iri, agents)), language)
    keys: set[str] = set()
    found = {}
    for iri in wanted:
        authors = tuple(_author(agent, persons[agent], labels) for agent in works[iri]["creator"])
        found[iri] = _reference(iri, works[iri], authors, labels, keys)
    return found


def _reference(
    iri: str, facts: Facts, authors: tuple[Author, ...], labels: Mapping[str, str], keys: set[str]
) -> Reference:
    mark = _first(facts, "mark")
    date = max(facts["date"], key=len, default="")
    year = _first(facts, "year") or date[:4] or mark[:4]
    title = _first(facts, "title") or labels.get(iri) or namespaces.shrink(iri)
    return Reference(
        iri=iri,
        key=_key(authors, title, mark or year, keys),
        kind=_kind(facts),
        title=title,
        authors=authors,
        year=year,
        mark=mark,
        date=date,
        container=_first(facts, "container"),
        publisher=", ".join(labels.get(agent, agent) for agent in facts["publisher"]),
        url=_first(facts, "url"),
        language=_first(facts, "language"),
        note=f"As of {_first(facts, 'as of')}" if facts["as of"] else "",
        demanded=_first(facts, "demanded"),
    )


def _read(store: Store, iris: Iterable[str]) -> dict[str, Facts]:
    found: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
    subjects = " ".join(str(ox.NamedNode(iri)) for iri in sorted(filter(_is_iri, iris)))
    properties = " ".join(f"<{iri}>" for iri in _PROPERTIES)
    for work, predicate, value in store.select(_FACTS % (subjects, properties)).rows if subjects else ():
        if isinstance(work, ox.NamedNode) and isinstance(predicate, ox.NamedNode):
            text = value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)
            found[work.value][_PROPERTIES[predicate.value]].append(text)
    for facts in found.values():
        for values in facts.values():
            values[:] = sorted(set(values))
    return found


def _is_iri(text: str) -> bool:
    """Tell an agent from a name that stands in its place."""
    return re.match(r"https?://\S+$|urn:\S+$", text) is not None


def _author(agent: str, facts: Facts, labels: Mapping[str, str]) -> Author:
    """Name an agent; a person whose label is ``Family, Given`` has both parts."""
    name = labels.get(agent) or (namespaces.shrink(agent) if _is_iri(agent) else agent)
    family, given = _first(facts, "family"), _first(facts, "given")
    if not family and f"{_FOAF}Person" in facts["type"]:
        family, _, given = (part.strip() for part in name.partition(","))
    return Author(name=name, family=family, given=given)


def _kind(facts: Facts) -> Kind:
    if facts["container"]:
        return "news" if facts["date"] else "article"
    if f"{MIGOV}CountryProfile" in facts["type"]:
        return "report"
    return "dataset" if facts["as of"] else "document"


def _key(authors: tuple[Author, ...], title: str, year: str, taken: set[str]) -> str:
    """Make a citation key of ASCII letters, digits and hyphens that is not taken yet."""
    name = (authors[0].family or authors[0].name) if authors else title
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    key = "-".join(re.findall(r"[a-z0-9]+", f"{plain} {year}".lower())) or "work"
    number, unique = 1, key
    while unique in taken:
        number += 1
        unique = f"{key}-{number}"
    taken.add(unique)
    return unique


def _first(facts: Facts, name: str) -> str:
    return facts[name][0] if facts.get(name) else ""
