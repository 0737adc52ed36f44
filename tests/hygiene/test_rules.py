"""Every hygiene rule holds for the ontology, and is broken by the graph made to break it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from mgi_graph.namespaces import expand

from .conftest import HERE, RULES, Rule, load

if TYPE_CHECKING:
    from pyoxigraph import Store

    from mgi_graph.project import Project

EACH = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


@EACH
def test_the_ontology_keeps_the_rule(rule: Rule, graphs: dict[str, Store]) -> None:
    assert rule.ask(graphs[rule.over]) == [], rule.words


@EACH
def test_the_rule_finds_what_breaks_it_and_nothing_else(rule: Rule) -> None:
    first = rule.bad.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#+ finds: ")
    broken = {name if "//" in name else expand(name) for name in first.removeprefix("#+ finds: ").split()}
    assert {row[0] for row in rule.ask(load({"ontology/bad.ttl": rule.bad}))} == broken


def test_each_missing_statement_of_the_header_is_found(project: Project) -> None:
    ontology = NamedNode("https://w3id.org/migov/ontology")
    files = {project.name(path): path for path in project.files("ontology")}
    asked = [
        (rule, NamedNode(expand(name)))
        for rule in RULES
        if rule.name.startswith("metadata-") and (values := re.search(r"VALUES \?value \{ (.+) \}", rule.text))
        for name in values[1].split()
    ]
    assert len(asked) >= 20
    for rule, statement in asked:
        store = load({name: path for name, path in files.items() if name == "ontology/migov.ttl"})
        for quad in list(store.quads_for_pattern(ontology, statement, None)):
            store.remove(quad)
        assert rule.ask(store) == [(ontology.value, statement.value)]


def test_no_case_stands_without_its_rule() -> None:
    assert {path.name for path in HERE.glob("*.ttl")} == {rule.bad.name for rule in RULES}


def test_a_rule_is_a_sentence_with_a_source() -> None:
    for rule in RULES:
        assert rule.words.endswith("."), rule.name
        assert rule.source, rule.name
