"""Treaties, and where States stand towards them by each record."""

from __future__ import annotations

from typing import Final

from mgi_graph.server.pages.kinds.model import Kind, findings, links, table

#: What findings say of an instrument of any kind.
SAYINGS: Final = (
    findings(
        "What findings take from it",
        "^migov:restsOn",
        hint="Each rests on a rule, aim or content that the instrument lays down.",
    ),
    findings("What else findings say of it", "^migov:cites", without="^migov:restsOn"),
)
#: The sources that document one.
SOURCES: Final = table(
    "Sources that document it",
    "^migov:documents",
    ("Source", "."),
    ("Author", "dcterms:creator"),
    ("#Year", "migov:year"),
)

KINDS: Final = (
    Kind(
        of="migov:Treaty",
        crumb=("/treaties", "Treaties"),
        facts=(
            ("Kind", "migov:instrumentKind"),
            ("Number", "migov:number"),
            ("Adopted", "migov:adoptionYear"),
            ("Adopted under", "migov:adoptedUnder"),
            ("Topics", "migov:topic"),
        ),
        sections=(
            table(
                "Where records disagree",
                "^migov:treaty/migov:conflictsWith|^migov:treaty/^migov:conflictsWith",
                ("State", "migov:participantState"),
                ("Status", "migov:participationStatus"),
                ("#Year", "migov:hasAction/migov:year"),
                ("By the record", "migov:accordingTo"),
                hint="Both are kept as they stand; neither is corrected.",
            ),
            *SAYINGS,
            table(
                "Status by State",
                "^migov:treaty",
                ("State", "migov:participantState"),
                ("Status", "migov:participationStatus"),
                ("#Year", "migov:hasAction/migov:year"),
                ("By the record", "migov:accordingTo"),
                of="migov:TreatyParticipation",
                most=250,
                more="/query/treaty-comparison?treaty={}&country=any",
            ),
            SOURCES,
        ),
    ),
    Kind(
        of="migov:TreatyParticipation",
        crumb=("/treaties", "Treaties"),
        facts=(
            ("State", "migov:participantState"),
            ("Treaty", "migov:treaty"),
            ("Status", "migov:participationStatus"),
            ("By the record", "migov:accordingTo"),
        ),
        sections=(
            table(
                "Actions",
                "migov:hasAction",
                ("Action", "migov:actionKind"),
                ("#Year", "migov:year"),
                ("By the record", "migov:accordingTo"),
            ),
            table(
                "Another record disagrees",
                "migov:conflictsWith|^migov:conflictsWith",
                ("Record", "migov:accordingTo"),
                ("Status", "migov:participationStatus"),
                ("#Year", "migov:hasAction/migov:year"),
            ),
            findings("What findings say of it", "^migov:cites"),
        ),
    ),
    Kind(
        of="migov:TreatyAction",
        crumb=("/treaties", "Treaties"),
        facts=(
            ("Action", "migov:actionKind"),
            ("Year", "migov:year"),
            ("Treaty", "^migov:hasAction/migov:treaty"),
            ("State", "^migov:hasAction/migov:participantState"),
            ("By the record", "migov:accordingTo"),
        ),
        sections=(links("Part of", "^migov:hasAction"),),
    ),
)
