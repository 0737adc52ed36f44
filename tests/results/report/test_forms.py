"""Every form of a report says the same of the same places, and is what its readers can read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgi_graph.cli import reporting
from mgi_graph.conformance import Place, Result
from mgi_graph.results.report import forms
from mgi_graph.results.report.text import marked
from mgi_graph.results.report.verification import Verification, narrowed, verification

SH = "http://www.w3.org/ns/shacl#"
EMPTY = verification(())


def test_the_options_name_the_forms_that_there_are() -> None:
    assert reporting.FORMS == forms.FORMS


def test_results_stand_in_the_order_of_the_files(report: Verification) -> None:
    assert [str(result.place) for result in report.shown] == [
        "None",
        "b.ttl",
        "data/xy/a.ttl:3:22",
        "data/xy/a.ttl:9:24",
    ]


def test_text_shows_the_line_the_mark_and_what_to_do(report: Verification) -> None:
    text = forms.write(report)
    assert text.count("    migov:adoptionYear 12 ;\n                           ^^\n") == 1
    assert (
        "about  https://w3id.org/migov/id/xy/a  migov:adoptionYear" in text or "about  xy:a  migov:adoptionYear" in text
    )
    assert 'found  "12"' in text
    assert "try    2012" in text
    assert "\x1b" not in text
    assert text.endswith("does not conform: 2 Violation, 1 Warning, 1 Info\n")


def test_text_counts_by_rule_after_the_results(report: Verification) -> None:
    counts = forms.write(report).split("\n\n")[-2].splitlines()
    assert [line.split() for line in counts] == [
        ["1", "Violation", "mgish:FindingShape-statement"],
        ["1", "Violation", "unused-prefix"],
        ["1", "Warning", "mgish:InstrumentShape-year"],
        ["1", "Info", "cax-dw"],
    ]


def test_showing_less_neither_hides_the_verdict_nor_that_there_is_more(report: Verification) -> None:
    less = narrowed(report, severity="Violation", shape="finding", most=5)
    assert [result.rule.rsplit("#")[-1] for result in less.shown] == ["FindingShape-statement"]
    assert forms.write(less).endswith("does not conform: 2 Violation, 1 Warning, 1 Info; 1 of 4 shown\n")
    assert not forms.write(narrowed(report, most=0)).startswith("\n")
    assert json.loads(forms.write(less, "json"))["total"] == 4


def test_violations_elsewhere_are_told(report: Verification) -> None:
    assert "and 2 Violations in files not asked about" in forms.write(replace(report, elsewhere=2))


def test_json_has_every_part_of_a_result(report: Verification) -> None:
    written = json.loads(forms.write(report, "json"))
    assert written["conforms"] is False
    assert written["counts"] == {"Violation": 2, "Warning": 1, "Info": 1}
    last = written["results"][-1]
    assert (last["file"], last["line"], last["column"], last["length"]) == ("data/xy/a.ttl", 9, 24, 2)
    assert (last["correction"], last["text"]) == ("2012", "    migov:adoptionYear 12 ;")


def test_turtle_is_a_report_of_shacl_with_pointers(report: Verification) -> None:
    triples = set(ox.parse(forms.write(report, "turtle"), format=ox.RdfFormat.TURTLE))
    found = [triple for triple in triples if triple.object == ox.NamedNode(f"{SH}ValidationResult")]
    lines = {
        t.object.value for t in triples if t.predicate.value.endswith("lineNumber") and isinstance(t.object, ox.Literal)
    }
    assert len(found) == 4
    assert lines == {"3", "9"}
    required = ("focusNode", "resultSeverity", "sourceConstraintComponent")  # SHACL §3.6.2
    for name in required:
        assert len([t for t in triples if t.predicate.value == SH + name]) == 4


def test_junit_has_a_case_a_result_and_a_failure_a_violation(report: Verification) -> None:
    root = Tree.fromstring(forms.write(report, "junit"))
    assert (root.get("tests"), root.get("failures")) == ("4", "2")
    assert [suite.get("name") for suite in root] == ["mgi validate", "b.ttl", "data/xy/a.ttl"]
    assert len(root.findall(".//failure")) == 2
    clean = Tree.fromstring(forms.write(EMPTY, "junit"))
    assert (clean.get("tests"), clean.get("failures")) == ("1", "0")


def test_junit_of_a_report_that_shows_nothing_still_fails(report: Verification) -> None:
    root = Tree.fromstring(forms.write(narrowed(report, most=0), "junit"))
    assert root.get("failures") == "1"


def test_github_has_one_line_an_annotation_with_its_place(report: Verification) -> None:
    lines = forms.write(report, "github").splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::notice", "::error", "::error", "::warning"]
    assert "file=data/xy/a.ttl,line=9,col=24,endColumn=25" in lines[3]
    assert "100%25 of it" in lines[2]
    assert "%0Atry: 2012" in lines[3]


def test_sarif_names_rules_regions_and_stable_fingerprints(report: Verification) -> None:
    run = json.loads(forms.write(report, "sarif", version="0.1.0"))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    region = run["results"][-1]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (9, 24, 26)
    moved = replace(report.shown[-1], place=Place(file="data/xy/a.ttl", line=99, column=24, length=2))
    again = json.loads(forms.write(verification([moved]), "sarif"))["runs"][0]["results"][0]
    assert again["partialFingerprints"] == run["results"][-1]["partialFingerprints"]


def test_the_page_escapes_everything_and_loads_nothing(report: Verification) -> None:
    page = forms.write(report, "html")
    assert "&lt;markup&gt;" in page
    assert "<markup>" not in page
    assert "<mark>&quot;a &lt;b&gt; &amp; \U0001f600 c&quot;</mark>"[:20] in page
    assert not re.search(r"<script|https?://[^<]*[\"']|@import|url\(", page)
    assert "Claims are read &amp; cited." in page


@pytest.mark.parametrize("form", forms.FORMS)
def test_an_empty_report_is_whole_in_every_form(form: str) -> None:
    assert forms.write(EMPTY, form).strip()


@pytest.mark.parametrize("form", forms.FORMS)
@given(text=st.text(), name=st.text(min_size=1))
def test_no_text_breaks_a_form(form: str, text: str, name: str) -> None:
    result = Result(
        rule="subject-twice",
        severity="Violation",
        message=text,
        place=Place(file=name, line=1, column=1, length=3),
        value=str(ox.Literal(text.encode("utf-8", "replace").decode())),
        correction=text,
    )
    written = forms.write(replace(verification([result]), line=lambda _: text), form)
    if form in {"json", "sarif"}:
        json.loads(written)
    if form == "junit":
        Tree.fromstring(written.encode("utf-8", "replace"))
    if form == "turtle":
        list(ox.parse(written.encode("utf-8", "replace"), format=ox.RdfFormat.TURTLE))


def test_a_mark_stands_under_its_place_in_a_very_long_line() -> None:
    text = "x" * 5000 + "HERE" + "y" * 5000
    shown, mark = marked(text, Place(file="a.ttl", line=1, column=5001, length=4))
    assert shown[mark.index("^") : mark.rindex("^") + 1] == "HERE"
    assert len(shown) < 200
