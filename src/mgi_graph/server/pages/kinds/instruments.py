"""Agreements, laws, policies, and what changes them."""

from __future__ import annotations

from typing import Final

from mgi_graph.server.pages.kinds.model import Kind, findings, links, table
from mgi_graph.server.pages.kinds.treaties import SAYINGS, SOURCES

_YEARS: Final = (
    ("Adopted", "migov:adoptionYear"),
    ("Approved", "migov:approvalDate|migov:approvalYear"),
    ("Published", "migov:publicationYear"),
    ("From", "migov:periodStart"),
    ("Until", "migov:periodEnd"),
    ("Dated", "migov:year"),
)
_CHANGES: Final = (
    table(
        "Amendments",
        "^migov:amendsInstrument|migov:enactsAmendment|^migov:amendingAct",
        ("Amendment", "."),
        ("#Year", "migov:year"),
        ("Provisions", "migov:changesProvision"),
        ("By", "migov:amendingAct"),
        rank="migov:year",
    ),
    table(
        "Pending changes",
        "^migov:concernsInstrument",
        ("Change", "."),
        ("Kind", "migov:changeKind"),
        ("In the hands of", "migov:responsibleBody"),
        ("As of", "migov:asOf"),
        hint="Being prepared or updated is not being adopted.",
    ),
)
_TIES: Final = (
    links("Provisions", "^migov:provisionOf"),
    links("Earlier and later editions", "migov:previousEdition|migov:nextEdition|^migov:previousEdition"),
    links("It draws on", "migov:drawsOn|migov:basedOn"),
    links("Others that draw on it", "^migov:drawsOn|^migov:basedOn"),
    links("It founds", "migov:founds"),
    table("Mandates that it gives", "^migov:mandateBasis", ("Mandate", "."), ("Body", "migov:mandateHolder")),
    table("Numbers in it", "^migov:laidDownBy|migov:hasQuantity", ("Number", "."), ("Applies to", "migov:appliesTo")),
    links("It came out of", "^migov:hasOutcome"),
)
_LADDER: Final = table(
    "Rank in the ladder of norms",
    "migov:nationalType/^migov:rankedType/migov:ladder/^migov:ladder",
    ("#Rank", "migov:rank"),
    ("Type", "migov:rankedType"),
    ("According to", "migov:accordingTo"),
    rank="migov:rank",
    mark="migov:nationalType/^migov:rankedType",
    hint="Rank 1 is the highest. The marked row is the type of this instrument.",
)

KINDS: Final = (
    Kind(
        of="migov:Agreement",
        crumb=("/agreements", "Agreements"),
        facts=(
            ("Kind", "migov:agreementKind|migov:instrumentKind"),
            *_YEARS,
            ("Carried out by", "migov:implementedBy"),
            ("Topics", "migov:topic"),
        ),
        sections=(
            table(
                "Parties", "migov:hasParty", ("Party", "migov:partyAgent"), ("In the capacity of", "migov:partyRole")
            ),
            *_CHANGES,
            *SAYINGS,
            *_TIES,
            SOURCES,
        ),
    ),
    Kind(
        of="migov:AgreementParty",
        crumb=("/agreements", "Agreements"),
        facts=(
            ("Party", "migov:partyAgent"),
            ("In the capacity of", "migov:partyRole"),
            ("Agreement", "^migov:hasParty"),
        ),
    ),
    Kind(
        of="migov:Instrument",
        crumb=("/instruments", "Laws and policies"),
        facts=(
            ("Kind", "migov:instrumentKind"),
            ("National type", "migov:nationalType"),
            ("Number", "migov:number"),
            *_YEARS,
            ("Issued by", "migov:issuedBy"),
            ("Drawn up by", "migov:developedBy"),
            ("Drawn up with", "migov:developedWith"),
            ("Carried out by", "migov:implementedBy"),
            ("Part of", "dcterms:isPartOf"),
            ("Jurisdiction", "migov:jurisdiction"),
            ("Topics", "migov:topic"),
        ),
        sections=(*_CHANGES, _LADDER, *SAYINGS, *_TIES, SOURCES),
    ),
    Kind(
        of="migov:Provision",
        crumb=("/instruments", "Laws and policies"),
        facts=(("Number", "migov:provisionNumber"), ("Provision of", "migov:provisionOf")),
        sections=(links("Changed by", "^migov:changesProvision"), *SAYINGS),
    ),
    Kind(
        of="migov:Amendment",
        crumb=("/instruments", "Laws and policies"),
        facts=(
            ("Amends", "migov:amendsInstrument"),
            ("Year", "migov:year"),
            ("Provisions", "migov:changesProvision"),
            ("By", "migov:amendingAct"),
        ),
        sections=(findings("What findings say of it", "^migov:cites"),),
    ),
    Kind(
        of="migov:PendingChange",
        crumb=("/instruments", "Laws and policies"),
        badges=("migov:changeKind",),
        facts=(
            ("Concerns", "migov:concernsInstrument"),
            ("Expected", "migov:expectedKind"),
            ("In the hands of", "migov:responsibleBody"),
            ("As of", "migov:asOf"),
        ),
        sections=(findings("What findings say of it", "^migov:cites"),),
    ),
    Kind(
        of="migov:InstrumentType",
        crumb=("/instruments", "Laws and policies"),
        facts=(
            ("Matches", "migov:matchesKind"),
            ("Rank", "^migov:rankedType/migov:rank"),
            ("Ladder", "^migov:rankedType/migov:ladder"),
            ("Jurisdiction", "migov:jurisdiction"),
            ("Scheme", "skos:inScheme"),
        ),
        sections=(links("Instruments of this type", "^migov:nationalType"),),
    ),
    Kind(
        of="migov:NormLadder",
        crumb=("/instruments", "Laws and policies"),
        facts=(("Jurisdiction", "migov:jurisdiction"), ("According to", "migov:accordingTo")),
        sections=(
            table("Ranks", "^migov:ladder", ("#Rank", "migov:rank"), ("Type", "migov:rankedType"), rank="migov:rank"),
        ),
    ),
    Kind(
        of="migov:NormRank",
        crumb=("/instruments", "Laws and policies"),
        facts=(
            ("Rank", "migov:rank"),
            ("Type", "migov:rankedType"),
            ("Ladder", "migov:ladder"),
            ("According to", "migov:accordingTo"),
        ),
    ),
)
