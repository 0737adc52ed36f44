"""Every prefix and IRI base, once.

Prefixes of countries and of their profiles follow rules and are not listed, so that a new
country needs no code: two letters are a country's scope (ISO 3166-1 alpha-2),
``<scope>-<profile>`` the passages of a profile, ``<scope>-type`` the national instrument types.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from mgi_graph.errors import NameNotFoundError

BASE: Final = "https://w3id.org/migov/"
ONTOLOGY: Final = f"{BASE}ontology"
MIGOV: Final = f"{ONTOLOGY}#"
SHAPES: Final = f"{BASE}shapes#"
GRAPH: Final = f"{BASE}graph/"
QUERY: Final = f"{BASE}query/"
ID: Final = f"{BASE}id/"
VOCAB: Final = f"{BASE}vocab/"

INFERRED_GRAPH: Final = f"{GRAPH}inferred"

_VOCABULARIES: Final = {
    "akind": "agreement-kind",
    "area": "assessment-area",
    "ckind": "change-kind",
    "comparator": "comparator",
    "component": "component-kind",
    "dkind": "discrepancy-kind",
    "ground": "ground",
    "group": "target-group",
    "ikind": "instrument-kind",
    "measure": "measure-kind",
    "modality": "deontic-modality",
    "polarity": "polarity",
    "pstatus": "participation-status",
    "qkind": "quantity-kind",
    "realization": "realization",
    "role": "role",
    "taction": "treaty-action",
    "topic": "topic",
}

#: Prefixes of published vocabularies, as their publishers write them.
STANDARD: Final = MappingProxyType(
    {
        "bibo": "http://purl.org/ontology/bibo/",
        "cito": "http://purl.org/spar/cito/",
        "csvw": "http://www.w3.org/ns/csvw#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "earl": "http://www.w3.org/ns/earl#",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "ptr": "http://www.w3.org/2009/pointers#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "ssd": "http://www.w3.org/ns/sparql-service-description#",  # its own sd is the scope of Sudan here
        "unit": "http://qudt.org/vocab/unit/",
        "vann": "http://purl.org/vocab/vann/",
        "void": "http://rdfs.org/ns/void#",
        "void-ext": "http://ldf.fi/void-ext#",
        "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

#: Prefixes of this project that do not depend on a country.
OURS: Final = MappingProxyType(
    {
        "fw": f"{ID}mgi/",
        "int": f"{ID}int/",
        "mgish": SHAPES,
        "migov": MIGOV,
        **{prefix: f"{VOCAB}{scheme}/" for prefix, scheme in _VOCABULARIES.items()},
    }
)

PREFIXES: Final = MappingProxyType({**STANDARD, **OURS})

_SCOPE: Final = re.compile(r"[a-z]{2}")
_TYPES: Final = re.compile(r"([a-z]{2})-type")
_PASSAGES: Final = re.compile(r"([a-z]{2})-([a-z][a-z0-9-]*)")
#: What a local name may be without escapes (a subset of PN_LOCAL, RDF 1.1 Turtle §6.5).
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


def namespace(prefix: str) -> str | None:
    """Return the namespace that a prefix stands for, or ``None``.

    >>> namespace("xy")
    'https://w3id.org/migov/id/xy/'
    >>> namespace("xy-mgi-2021")
    'https://w3id.org/migov/id/xy/mgi-2021/passage/'
    """
    if prefix in PREFIXES:
        return PREFIXES[prefix]
    if _SCOPE.fullmatch(prefix):
        return f"{ID}{prefix}/"
    if match := _TYPES.fullmatch(prefix):
        return f"{VOCAB}{match[1]}-instrument-type/"
    if match := _PASSAGES.fullmatch(prefix):
        return f"{ID}{match[1]}/{match[2]}/passage/"
    return None


def expand(name: str) -> str:
    """Return the IRI that a CURIE, a bracketed IRI or an absolute IRI names (CURIE 1.0 §3).

    Raises :class:`NameNotFoundError` when the prefix is not known.

    >>> expand("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if not colon:
        raise NameNotFoundError("prefix in", name, (f"{known}:{name}" for known in PREFIXES))
    if local.startswith("//") or prefix in {"urn", "mailto"}:
        return name
    found = namespace(prefix)
    if found is None:
        raise NameNotFoundError("prefix", prefix, PREFIXES)
    return found + local


@lru_cache(maxsize=8192)
def shrink(iri: str) -> str:
    """Return the shortest CURIE for an IRI, or the IRI itself where no prefix fits.

    >>> shrink("https://w3id.org/migov/id/xy/mgi-2021/passage/1.2p1s1")
    'xy-mgi-2021:1.2p1s1'
    >>> shrink("http://example.org/")
    'http://example.org/'
    """
    candidates = [(prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if ruled := prefix_by_rule(iri):
        candidates.append(ruled)
    for prefix, space in sorted(candidates, key=lambda item: (-len(item[1]), item[0])):
        if _LOCAL.fullmatch(iri, len(space)):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


_RULED: Final = (
    (re.compile(rf"{re.escape(ID)}([a-z]{{2}})/([a-z0-9-]+)/passage/"), "{0}-{1}"),
    (re.compile(rf"{re.escape(VOCAB)}([a-z]{{2}})-instrument-type/"), "{0}-type"),
    (re.compile(rf"{re.escape(ID)}([a-z]{{2}})/"), "{0}"),
)


def prefix_by_rule(iri: str) -> tuple[str, str] | None:
    """Return the prefix and namespace that a country's IRI has by rule, or ``None``."""
    for pattern, form in _RULED:
        if match := pattern.match(iri):
            return form.format(*match.groups()), match[0]
    return None
