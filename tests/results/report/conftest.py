"""A report of made-up results, one of each kind, with everything in it that a form must escape."""

from __future__ import annotations

import pytest

from mgi_graph.conformance import Place, Result
from mgi_graph.results.report.verification import Verification, verification

LINES = {
    ("data/xy/a.ttl", 3): 'xy:a migov:statement "a <b> & \U0001f600 c" ;',
    ("data/xy/a.ttl", 9): "    migov:adoptionYear 12 ;",
}


def line(place: Place) -> str:
    return LINES.get((place.file, place.line or 0), "")


@pytest.fixture
def report() -> Verification:
    results = (
        Result(
            rule="https://w3id.org/migov/shapes#InstrumentShape-year",
            severity="Warning",
            message="a year has four digits, such as 2021",
            place=Place(file="data/xy/a.ttl", line=9, column=24, length=2),
            focus="https://w3id.org/migov/id/xy/a",
            path="https://w3id.org/migov/ontology#adoptionYear",
            value='"12"^^<http://www.w3.org/2001/XMLSchema#integer>',
            component="http://www.w3.org/ns/shacl#PatternConstraintComponent",
            correction="2012",
        ),
        Result(
            rule="https://w3id.org/migov/shapes#FindingShape-statement",
            severity="Violation",
            message="a statement holds no <markup>, 100% of it: no \x1b, no %0A and no ]]>",
            place=Place(file="data/xy/a.ttl", line=3, column=22, length=15),
            focus="https://w3id.org/migov/id/xy/a",
        ),
        Result(
            rule="unused-prefix", severity="Violation", message="the prefix ex is not used", place=Place(file="b.ttl")
        ),
        Result(rule="cax-dw", severity="Info", message="no place"),
    )
    whole = verification(results)
    reasons = {"https://w3id.org/migov/shapes#FindingShape-statement": "Claims are read & cited."}
    return Verification(results=whole.results, shown=whole.shown, line=line, reasons=reasons)
