"""Profiles, passages, records and the sources that they list."""

from __future__ import annotations

from typing import Final

from mgi_graph.server.pages.kinds.model import Kind, Section, findings, links, table

_PUBLISHED: Final = (
    ("Publisher", "dcterms:publisher"),
    ("Contributor", "dcterms:contributor"),
    ("Language", "dcterms:language"),
    ("Licence", "dcterms:license"),
)
_DOCUMENTED: Final = links("It documents", "migov:documents")

KINDS: Final = (
    Kind(
        of="migov:Profile",
        crumb=("/countries", "Countries"),
        facts=(
            ("Country", "migov:assessedState"),
            ("Territory", "migov:assessedTerritory"),
            ("Year", "migov:year"),
            ("As of", "migov:asOf"),
            ("Round", "migov:round"),
            ("Framework", "migov:usesFramework"),
            *_PUBLISHED,
        ),
        sections=(
            Section(
                title="Findings by domain",
                path="^migov:partOfProfile",
                show="tally",
                rank="migov:assessmentDomain",
                mark="migov:polarity",
                more="/findings?profile={}",
                hint="This counts what the text says; the framework neither scores nor ranks countries.",
            ),
            table(
                "Chapters and sections",
                "^migov:inProfile",
                ("Section", "."),
                ("#Page", "migov:earliestPage"),
                ("Domain", "migov:coversDomain"),
                of="migov:Section",
                rank="migov:earliestPage",
            ),
            links("Key sources", "^migov:accordingTo", of="migov:Source"),
        ),
    ),
    Kind(
        of="migov:Passage",
        crumb=("/query/passage-findings", "Passages"),
        texts=("skos:prefLabel", "dcterms:description"),
        facts=(
            ("In", "migov:inProfile|migov:inRecord"),
            ("Section", "migov:inSection"),
            ("Part of", "migov:partOfPassage"),
            ("Locator", "migov:locator"),
            ("Domain", "migov:coversDomain"),
            ("Footnote of", "migov:footnoteOf"),
        ),
        sections=(
            findings("Findings that rest on it", "^migov:hasEvidence"),
            links("Notes of the editors", "^migov:concernsPassage"),
            links("Its parts", "^migov:partOfPassage"),
            links("Footnotes", "^migov:footnoteOf"),
            table(
                "Source listed here", "^migov:hasEvidence", ("Source", "."), ("#Year", "migov:year"), of="migov:Source"
            ),
            links("Instruments", "^migov:hasEvidence", of="migov:Instrument"),
            links("Bodies and States", "^migov:hasEvidence", of="migov:Agent"),
            links("Arrangements", "^migov:hasEvidence", of="migov:Arrangement"),
            links("Events", "^migov:hasEvidence", of="migov:Event"),
            links("Numbers", "^migov:hasEvidence", of="migov:Quantity"),
            links("Conditions", "^migov:hasEvidence", of="migov:Condition"),
            links("Mandates", "^migov:hasEvidence", of="migov:Mandate"),
            links("Treaty participations", "^migov:hasEvidence", of="migov:TreatyParticipation"),
            links("Listed items on it", "^migov:hasEvidence", of="migov:Component"),
        ),
    ),
    Kind(
        of="migov:Source",
        crumb=("/sources", "Sources"),
        facts=(
            ("Author", "dcterms:creator"),
            ("Year", "migov:year"),
            ("Published", "migov:publicationDate"),
            ("Published in", "migov:publishedIn|migov:containerTitle"),
            ("Listed by", "migov:accordingTo"),
            ("Address", "migov:url"),
        ),
        sections=(_DOCUMENTED,),
    ),
    Kind(
        of="migov:Record",
        crumb=("/sources", "Sources"),
        facts=(
            ("Year", "migov:year"),
            ("Issued", "dcterms:issued"),
            ("As of", "migov:asOf"),
            ("Taken from", "dcterms:source"),
            ("Address", "migov:url"),
            *_PUBLISHED,
        ),
        sections=(
            _DOCUMENTED,
            links("States that it lists", "^migov:accordingTo", of="migov:State"),
            table("Ladders of norms", "^migov:accordingTo", ("Ladder", "."), of="migov:NormLadder"),
            links("Its passages", "^migov:inRecord"),
            findings("What findings say of it", "^migov:cites"),
        ),
    ),
    Kind(
        of="migov:DigitalFile",
        crumb=("/sources", "Sources"),
        facts=(("SHA-256", "migov:sha256"),),
        sections=(links("Passages in it", "^oa:hasSource"),),
    ),
)
