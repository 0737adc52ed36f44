"""States, bodies, persons, and how they belong together."""

from __future__ import annotations

from typing import Final

from mgi_graph.server.pages.kinds.model import Kind, findings, links, table

_BELONGING: Final = table(
    "Belongs to",
    "^org:member",
    ("Body", "org:organization"),
    ("As", "org:role"),
    more="/query/memberships?member={}",
)
_AGREEMENTS: Final = table(
    "Agreements",
    "^migov:partyAgent",
    ("Agreement", "^migov:hasParty"),
    ("#Year", "^migov:hasParty/migov:adoptionYear"),
    ("As", "migov:partyRole"),
    more="/query/agreement-parties?agent={}",
)
_MEETINGS: Final = table(
    "Meetings and events",
    "^migov:hostedBy|^migov:hasParticipant|^migov:founder",
    ("Event", "."),
    ("#Year", "migov:year"),
    rank="migov:year",
)
_DOINGS: Final = (
    table(
        "Responsible for",
        "^migov:mandateHolder",
        ("Mandate", "."),
        ("Topics", "migov:topic"),
        ("By", "migov:mandateBasis"),
        more="/query/responsibilities?body={}",
    ),
    links("Laws and policies that it issued", "^migov:issuedBy"),
    links("Drew up", "^migov:developedBy|^migov:developedWith", without="^migov:issuedBy"),
    links("Carries out", "^migov:implementedBy"),
    links("Runs", "^migov:operatedBy"),
    links("Pending in its hands", "^migov:responsibleBody"),
)
_SAYINGS: Final = findings("What findings say of it", "^migov:cites")

KINDS: Final = (
    Kind(
        of="migov:State",
        crumb=("/countries", "Countries"),
        facts=(("Code", "skos:notation"), ("Listed by", "migov:accordingTo")),
        sections=(
            table(
                "Profiles",
                "^migov:assessedState",
                ("Profile", "."),
                ("#Year", "migov:year"),
                ("Framework", "migov:usesFramework"),
            ),
            table(
                "Treaties",
                "^migov:participantState",
                ("Treaty", "migov:treaty"),
                ("Status", "migov:participationStatus"),
                ("#Year", "migov:hasAction/migov:year"),
                ("By the record", "migov:accordingTo"),
                mark="^migov:participantState/migov:conflictsWith|^migov:participantState/^migov:conflictsWith",
                hint="Marked rows are those in which two records disagree.",
                more="/treaties?country={}",
            ),
            _AGREEMENTS,
            _BELONGING,
            links("Bodies", "^migov:jurisdiction", of="migov:Body"),
            links("Laws and policies", "^migov:jurisdiction", of="migov:Instrument"),
            links("Arrangements", "^migov:jurisdiction", of="migov:Arrangement"),
            _MEETINGS,
            findings("What findings say of it", "^migov:citesAgent", more="/query/mentions?thing={}"),
        ),
    ),
    Kind(
        of="migov:Body",
        crumb=("/bodies", "Bodies"),
        facts=(
            ("Part of", "migov:parentBody"),
            ("Established", "migov:establishedYear|^migov:foundedBody/migov:year"),
            ("Founded by", "^migov:foundedBody/migov:founder"),
            ("Stated size", "migov:statedSize"),
            ("Jurisdiction", "migov:jurisdiction"),
            ("Topics", "migov:topic"),
        ),
        sections=(
            table("Members", "^org:organization", ("Member", "org:member"), ("As", "org:role")),
            _BELONGING,
            links("Parts of it", "^migov:parentBody"),
            *_DOINGS,
            _AGREEMENTS,
            links("Agreements that it carries out", "^migov:implementingBody"),
            _SAYINGS,
            _MEETINGS,
            links("Instruments that founded it", "^migov:founds"),
            links("Sources that it wrote or published", "^dcterms:creator|^dcterms:publisher|^migov:publishedIn"),
        ),
    ),
    Kind(
        of="migov:Agent",
        crumb=("/bodies", "Bodies"),
        sections=(
            _BELONGING,
            *_DOINGS,
            _AGREEMENTS,
            _SAYINGS,
            _MEETINGS,
            links("Sources that it wrote or published", "^dcterms:creator|^dcterms:publisher|^migov:publishedIn"),
        ),
    ),
    Kind(
        of="migov:Membership",
        crumb=("/bodies", "Bodies"),
        facts=(("Member", "org:member"), ("Body", "org:organization"), ("As", "org:role")),
    ),
    Kind(
        of="migov:Mandate",
        crumb=("/bodies", "Bodies"),
        facts=(("Held by", "migov:mandateHolder"), ("Given by", "migov:mandateBasis"), ("Topics", "migov:topic")),
        sections=(
            findings("Findings on the same passages", "migov:hasEvidence/^migov:hasEvidence"),
            links("Other mandates on these topics", "migov:topic/^migov:topic", of="migov:Mandate"),
        ),
    ),
)
