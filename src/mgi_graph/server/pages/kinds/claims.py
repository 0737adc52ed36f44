"""Findings, and the conditions and numbers in them."""

from __future__ import annotations

from typing import Final

from mgi_graph.server.pages.kinds.model import Kind, findings, links, table

_NUMBERS: Final = (
    ("Number", "."),
    ("Which", "migov:comparator"),
    ("#Value", "migov:numericValue|migov:lowerBound"),
    ("#Up to", "migov:upperBound"),
    ("Unit", "migov:unit"),
)

KINDS: Final = (
    Kind(
        of="migov:Finding",
        crumb=("/findings", "Findings"),
        is_long=True,
        badges=("migov:polarity", "migov:realization", "migov:deonticModality"),
        facts=(
            ("Domain", "migov:assessmentDomain"),
            ("Area", "migov:assessmentArea"),
            ("Topics", "migov:topic"),
            ("For whom", "migov:targetGroup"),
            ("Kind of measure", "migov:measureKind"),
            ("Protected grounds", "migov:protectedGround"),
            ("As of", "migov:asOf"),
            ("Country", "migov:concernsState"),
            ("Profile", "migov:partOfProfile"),
        ),
        sections=(
            links("Rests on", "migov:restsOn", hint="The instruments whose rule, aim or content the finding states."),
            table("Conditions", "migov:hasCondition", ("Condition", "."), ("Number", "migov:hasQuantity")),
            table("Numbers", "migov:hasQuantity", *_NUMBERS),
            findings("It qualifies", "migov:qualifies", hint="It limits these findings, or stands against them."),
            findings("It is qualified by", "^migov:qualifies"),
            findings("The same is found at", "migov:repeats|^migov:repeats"),
            links("Bodies and States it names", "migov:citesAgent"),
            links("Instruments it names", "migov:citesInstrument", without="migov:restsOn"),
            links("Arrangements it names", "migov:citesArrangement"),
            links("Events it names", "migov:citesEvent"),
            links("Changes it reports", "migov:citesChange"),
            links("Treaty participations it states", "migov:citesParticipation"),
            links("Items it names", "migov:citesComponent"),
            findings(
                "Other findings on the same passages",
                "migov:hasEvidence/^migov:hasEvidence",
                without="migov:qualifies|^migov:qualifies|migov:repeats|^migov:repeats",
            ),
        ),
    ),
    Kind(
        of="migov:Condition",
        crumb=("/query/conditions", "Conditions"),
        sections=(
            findings("Findings that depend on it", "^migov:hasCondition"),
            table("Numbers", "migov:hasQuantity", *_NUMBERS),
        ),
    ),
    Kind(
        of="migov:Quantity",
        crumb=("/query/numbers-by-unit", "Numbers"),
        facts=(
            ("Which", "migov:comparator"),
            ("Value", "migov:numericValue"),
            ("At least", "migov:lowerBound"),
            ("At most", "migov:upperBound"),
            ("Unit", "migov:unit"),
            ("Per", "migov:perUnit"),
            ("Kind", "migov:quantityKind"),
            ("Applies to", "migov:appliesTo"),
            ("Laid down by", "migov:laidDownBy"),
            ("Part of", "migov:partOfQuantity"),
        ),
        sections=(
            findings("Findings that state it", "^migov:hasQuantity"),
            links("Conditions that set it", "^migov:hasQuantity", of="migov:Condition"),
            links(
                "Stated of",
                "^migov:hasQuantity|^migov:statedSize",
                of="migov:Agent|migov:Arrangement|migov:Instrument|migov:Framework|migov:FrameworkElement",
            ),
            links("Its parts", "^migov:partOfQuantity"),
        ),
    ),
    Kind(
        of="migov:Discrepancy",
        crumb=("/query/discrepancies", "Discrepancies"),
        badges=("migov:discrepancyKind",),
        facts=(("Concerns", "migov:concerns"), ("In the record", "migov:accordingTo")),
    ),
    Kind(
        of="migov:CoverageNote",
        crumb=("/query/coverage-notes", "Notes on coverage"),
        facts=(("Passage", "migov:concernsPassage"),),
    ),
)
