"""Each kind of fault is reported where it was planted, and nothing else is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mgi_graph.coverage.numbers import find
from mgi_graph.errors import SourceError
from mgi_graph.results.coverage import write_record, write_text

if TYPE_CHECKING:
    from tests.coverage.conftest import Case


def test_a_complete_graph_has_no_fault(case: Case) -> None:
    coverage = case.audit()
    assert coverage.faults == ()
    assert [(each.locator, each.passages, each.findings, each.read) for each in coverage.counts] == [
        ("intro", 1, 0, 1), ("1.1", 3, 2, 7), ("sources", 1, 0, 2),
    ]  # fmt: skip
    assert (coverage.total.passages, coverage.total.findings, coverage.total.read) == (5, 2, 10)


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("xy-mgi-2021:fn1 ;\n    <http://purl.org/dc/terms/description> \"It refers to the law.\"@en .",
         "xy-mgi-2021:fn1 .", ["passage fn1"]),
        ("migov:hasQuantity xy:crowd ; migov:hasEvidence xy-mgi-2021:1.1p1s2 .", "migov:hasQuantity xy:crowd .",
         ["passage 1.1p1s2", "evidence finding-b"]),
        ("; migov:citesEvent xy:meeting", "", ["reference 1.1p1s2"]),
        ("xy:crowd a migov:Quantity ; migov:numericValue 20000.0", "xy:crowd a migov:Quantity",
         ["number 1.1p1s2"]),
        ("; migov:upperBound 15.0", "", ["number 1.1p1s1"]),
        ("migov:numericValue 2.0", "migov:numericValue 12.0", ["number 1.1p1s1"]),
        ("Fifth Meeting", "Meeting", ["number 1.1p1s2"]),
        ("migov:adoptionYear 1994", "migov:adoptionYear 1995", ["number 1.1p1s1"]),
        ("migov:footnoteNumber 1 ;", "", ["number 1.1p1s1"]),
        ("migov:urlAsPrinted \"www.example.org/law/94\" ;", "", ["number src1"]),
        ("a migov:Source ;", "a migov:LegalInstrument ;", ["source src1"]),
        ("a migov:Footnote ;", "a migov:Paragraph ;", ["index fn1", "number 1.1p1s1"]),
        ("migov:numericValue 3.0", "migov:ordinal 3", ["number intro.p1"]),
    ],
)  # fmt: skip
def test_a_planted_fault_is_reported_exactly(case: Case, old: str, new: str, faults: list[str]) -> None:
    case.change(old, new)
    assert case.faults() == faults


def test_a_number_is_told_by_itself_and_its_offset(case: Case) -> None:
    case.change("migov:numericValue 20000.0", "migov:numericValue 2000.0")
    (fault,) = case.audit().faults
    assert (fault.number, fault.offset) == ("20,000", 21)
    assert "drivers" not in write_text(case.audit())


def test_a_bare_body_is_no_statement_on_a_passage_of_the_front_matter(case: Case) -> None:
    case.change("a migov:Objective", "a migov:Body")
    assert case.faults() == ["passage intro.p1"]


def test_an_editors_note_is_no_reference(case: Case) -> None:
    case.change("; migov:citesEvent xy:meeting", "")
    case.change("xy:note a", "xy:odd a migov:Discrepancy ; migov:concerns xy:meeting .\nxy:note a")
    assert case.faults() == ["reference 1.1p1s2"]


def test_without_the_source_the_numbers_are_not_checked_and_the_report_says_so(case: Case) -> None:
    case.change("migov:numericValue 20000.0", "migov:numericValue 2000.0")
    coverage = case.audit(source=False)
    assert coverage.faults == ()
    assert "no number was checked" in write_text(coverage)
    assert json.loads(write_record(coverage))["numbers_checked"] is False


def test_another_text_than_the_one_of_the_checksum_is_refused(case: Case) -> None:
    file = case.source / "mgi-profile-2021-xy.txt"
    file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    with pytest.raises(SourceError, match="expected SHA-256"):
        case.audit()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one-off, one another, no one, once approved", []),
        ("once a year, a dozen, half a dozen, two hundred and five", [1, 12, 6, 205]),
        ("Phase V and Part II, by V. Smith", [5, 2]),
        ("20K, 1 200, 3.5 million, 2015–16", [20000, 1, 200, 3500000, 2015, 2016, 16]),
        ("forty-first, 106th, the 1990s, a decade", [41, 106, 1990, 10]),
    ],
)
def test_numbers_are_found_in_digits_and_words(text: str, values: list[int]) -> None:
    assert [value for number in find(text) for value in number.values] == values
