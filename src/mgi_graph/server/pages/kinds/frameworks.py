"""Frameworks and their elements."""

from __future__ import annotations

from typing import Final

from mgi_graph.server.pages.kinds.model import Kind, findings, links, table

_CRUMB: Final = ("/query/frameworks", "Frameworks")
_CHARACTERISTICS: Final = table("What is said of it", "^migov:characteristicOf", ("Statement", "dcterms:description"))

KINDS: Final = (
    Kind(
        of="migov:Framework",
        crumb=_CRUMB,
        facts=(
            ("Edition", "migov:edition"),
            ("Year", "migov:year"),
            ("Creator", "dcterms:creator"),
            ("Contributor", "dcterms:contributor"),
            ("Funded by", "schema:funder"),
            ("Builds on", "migov:operationalizes"),
            ("Serves", "migov:supportsTarget"),
        ),
        sections=(
            table(
                "Elements",
                "^migov:elementOf",
                ("Element", "."),
                ("#No.", "migov:ordinal"),
                ("Note", "dcterms:description"),
                rank="migov:ordinal",
            ),
            table("Steps", "^migov:stepOf", ("Step", "."), ("Note", "dcterms:description"), rank="migov:ordinal"),
            links("Profiles that use it", "^migov:usesFramework"),
            links("Frameworks that build on it", "^migov:operationalizes"),
            _CHARACTERISTICS,
            links("Numbers", "migov:hasQuantity"),
        ),
    ),
    Kind(
        of="migov:Domain",
        crumb=_CRUMB,
        facts=(
            ("Framework", "migov:elementOf"),
            ("Number", "migov:ordinal"),
            ("Grounded in", "migov:groundedIn"),
        ),
        sections=(
            findings("Findings", "^migov:assessmentDomain", more="/findings?domain={}"),
            links("Topics", "^migov:inDomain"),
            _CHARACTERISTICS,
        ),
    ),
    Kind(
        of="migov:FrameworkElement",
        crumb=_CRUMB,
        facts=(
            ("Framework", "migov:elementOf|migov:stepOf"),
            ("Of", "migov:characteristicOf"),
            ("Number", "migov:ordinal"),
            ("Grounded in", "migov:groundedIn"),
            ("Part of", "migov:partOfElement"),
            ("Polarity", "migov:polarity"),
            ("Names", "migov:cites|migov:citesAgent|migov:citesEvent|migov:citesInstrument|migov:citesArrangement"),
        ),
        sections=(
            links("Domains grounded in it", "^migov:groundedIn"),
            links("Its parts", "^migov:partOfElement", rank="migov:ordinal"),
            _CHARACTERISTICS,
            table("Numbers", "migov:hasQuantity", ("Number", "."), ("#Value", "migov:numericValue")),
            links("Conditions", "migov:hasCondition"),
            findings("What findings say of it", "^migov:cites"),
        ),
    ),
    Kind(
        of="migov:DevelopmentTarget",
        crumb=_CRUMB,
        facts=(("Number", "skos:notation"), ("Part of", "dcterms:isPartOf")),
        sections=(links("Frameworks that serve it", "^migov:supportsTarget"), _CHARACTERISTICS),
    ),
)
