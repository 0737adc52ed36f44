"""Each lint rule is proved by a file that breaks it, at the places that the file names, and breaks no other.

A case ``<rule>.bad.ttl`` holds ``#+ expects: <rule> at <line>:<column>``, one line a result, and may say by
``#+ as: <path>`` where in a project it lies. Beside it stand an ontology and a file of data.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from mgi_graph.turtle.lint import RULES, lint
from mgi_graph.turtle.place import index

if TYPE_CHECKING:
    from mgi_graph.conformance import Result

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
CASES: Final = sorted(HERE.glob("*.bad.ttl"))
_EXPECTED: Final = re.compile(r"^#\+ expects: (\S+) at (\S+)$", re.MULTILINE)
_AS: Final = re.compile(r"^#\+ as: (\S+)$", re.MULTILINE)


def results(path: Path) -> list[Result]:
    text = path.read_text(encoding="utf-8")
    match = _AS.search(text)
    names = {"ontology/a.ttl": HERE / "ontology.ttl", "data/xy/a.ttl": HERE / "beside.ttl"}
    names[match[1] if match else "data/xy/bad.ttl"] = path
    return list(lint(index(file.read_text(encoding="utf-8"), name) for name, file in names.items()))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_breaks_its_rules_at_their_places_and_no_other(path: Path) -> None:
    found = [(result.rule, f"{result.place.line}:{result.place.column}") for result in results(path) if result.place]
    assert sorted(found) == sorted(_EXPECTED.findall(path.read_text(encoding="utf-8")))


def test_every_rule_has_a_case_of_its_name() -> None:
    assert {path.name.removesuffix(".bad.ttl") for path in CASES} == set(RULES)
    assert [
        path.name for path in CASES if f"expects: {path.name.removesuffix('.bad.ttl')} at" not in path.read_text()
    ] == []


@pytest.mark.parametrize(
    ("case", "corrections"),
    [
        ("unknown-term", {"bibo:status", "vs:term_status", "sh:datatype", "xsd:dateTime"}),
        ("undeclared-term", {"migov:Body"}),
        ("http-schema", {"schema:name"}),
        ("stray-space", {'"one"', '"the one"'}),
    ],
)
def test_a_result_says_what_to_write_instead(case: str, corrections: set[str]) -> None:
    assert {result.correction for result in results(HERE / f"{case}.bad.ttl")} == corrections


def test_the_rules_are_documented_as_the_code_has_them() -> None:
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    table = text.partition("## Lint rules")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*?) \| (\w+) \| (\w+) \|$", table, re.MULTILINE)
    kept = [(name, rule.says, rule.severity, "yes" if rule.guards_build else "no") for name, rule in RULES.items()]
    assert rows == kept
