"""Arrangements, their items, and events."""

from __future__ import annotations

from typing import Final

from mgi_graph.server.pages.kinds.model import Kind, findings, links, table

_SAYINGS: Final = findings("What findings say of it", "^migov:cites")

KINDS: Final = (
    Kind(
        of="migov:Arrangement",
        crumb=("/query/arrangements", "Arrangements"),
        facts=(
            ("Run by", "migov:operatedBy"),
            ("Open to", "migov:coversGroup"),
            ("Established", "migov:establishedYear"),
            ("Year", "migov:year"),
            ("Drawn up by", "migov:developedBy"),
            ("Drawn up with", "migov:developedWith"),
            ("Of the series", "migov:partOfSeries"),
            ("As of", "migov:asOf"),
            ("Address", "migov:url"),
            ("Jurisdiction", "migov:jurisdiction"),
            ("Topics", "migov:topic"),
        ),
        sections=(
            _SAYINGS,
            links("Of this series", "^migov:partOfSeries"),
            links("Instruments that founded it", "^migov:founds"),
            table("Numbers", "migov:hasQuantity", ("Number", "."), ("#Value", "migov:numericValue")),
            table(
                "Sources that document it",
                "^migov:documents",
                ("Source", "."),
                ("Author", "dcterms:creator"),
                ("#Year", "migov:year"),
            ),
        ),
    ),
    Kind(
        of="migov:Component",
        crumb=("/query/components", "Listed items"),
        facts=(("Kind", "migov:componentKind"), ("Listed under", "migov:componentOf"), ("Topics", "migov:topic")),
        sections=(
            _SAYINGS,
            table(
                "Beside it in the list",
                "migov:componentOf/^migov:componentOf",
                ("Item", "."),
                ("Kind", "migov:componentKind"),
                rank="migov:ordinal",
            ),
        ),
    ),
    Kind(
        of="migov:Event",
        crumb=("/query/chronology", "Chronology"),
        facts=(
            ("Date", "migov:date"),
            ("Year", "migov:year"),
            ("As of", "migov:asOf"),
            ("Number", "migov:sequenceNumber"),
            ("Host", "migov:hostedBy"),
            ("Motto", "migov:theme"),
            ("Founded", "migov:foundedBody"),
            ("Founded by", "migov:founder"),
            ("Topics", "migov:topic"),
        ),
        sections=(
            links("Took part", "migov:hasParticipant"),
            links("Outcome", "migov:hasOutcome"),
            _SAYINGS,
        ),
    ),
)
