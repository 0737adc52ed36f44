"""Contestants do the same job, and are judged by what they answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from contestants.answers import digest
from contestants.documents import said
from contestants.texts import Text, write_texts
from peers.asked import choose
from speed.contest import Contestant, Report, contest, measurement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from peers.asked import Asked

MIGOV = "https://w3id.org/migov/ontology#"
LAW = "https://w3id.org/migov/id/xy/law-1"
QUADS = f"""<{LAW}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{MIGOV}LegalInstrument> <urn:g> .
<{LAW}> <{MIGOV}year> "2001"^^<http://www.w3.org/2001/XMLSchema#gYear> <urn:g> .
<{LAW}> <{MIGOV}share> "0.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .
<https://w3id.org/migov/id/xy/f> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{MIGOV}AbsenceFinding> <urn:h> .
"""
DECIMAL = ox.NamedNode(str(rdflib.XSD.decimal))
VALUES = Text(name="values", given={}, text=f"SELECT ?p ?o WHERE {{ <{LAW}> ?p ?o }} ORDER BY ?o")


@pytest.fixture
def quads(tmp_path: Path) -> Path:
    path = tmp_path / "dataset.nq"
    path.write_text(QUADS, encoding="utf-8")
    return path


@pytest.fixture
def asked(quads: Path) -> Asked:
    return choose(quads, VALUES.name, VALUES.text)


def run(script: str, *arguments: str | Path | int) -> Report:
    ((report,),) = contest([Contestant(who="it", script=script, arguments=arguments)], 1)
    return report


def test_both_engines_give_the_same_answer_in_their_own_spelling(quads: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.json"
    write_texts(queries, [VALUES])
    engine = run("queries_engine", queries, 3, quads)
    peer = run("queries_rdflib", queries, 2, quads, 60)
    assert engine.facts == peer.facts
    assert str(engine.facts["values"]).endswith(" 3")  # rows
    assert [len(each.laps["values"]) for each in (engine, peer)] == [3, 2]


def test_what_takes_too_long_is_broken_off_and_not_asked_again(quads: Path, tmp_path: Path) -> None:
    six = " ".join(f"?a{number} ?b{number} ?c{number} ." for number in range(20))
    queries = tmp_path / "queries.json"
    write_texts(queries, [Text(name="endless", given={}, text=f"SELECT * WHERE {{ {six} }}")])
    report = run("queries_rdflib", queries, 2, quads, 1)
    assert report.facts == {"endless": "late"}
    assert report.laps == {"endless": (1.0,)}


def test_a_contestant_that_fails_stops_the_contest_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"it: load_ours ended with 1:[\s\S]*none\.nq"):
        run("load_ours", tmp_path / "none.nq", 1)


def test_loading_counts_what_it_loaded(quads: Path) -> None:
    report = run("load_ours", quads, 3)
    assert report.facts["size"] == 4
    assert len(report.laps["load"]) == 3


def test_cold_is_the_first_lap_and_warm_what_comes_after() -> None:
    reports = [Report(laps={"job": (9, 1, 2, 3)}, facts={}), Report(laps={"job": (8,)}, facts={})]
    assert measurement("it", reports, "job", "cold").values == (9, 8)
    assert measurement("it", reports, "job", "warm").values == (2, 8)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([ox.Literal("0.5", datatype=DECIMAL)], [rdflib.Literal("0.50", datatype=rdflib.XSD.decimal)]),
        ([ox.Literal("a", language="en")], [rdflib.Literal("a", lang="en")]),
        ([ox.Literal("a")], [rdflib.Literal("a")]),
        ([ox.BlankNode("x")], [rdflib.BNode("y")]),
        ([ox.NamedNode("urn:a"), None], [rdflib.URIRef("urn:a"), None]),
    ],
)
def test_answers_are_compared_by_value(ours: Sequence[object], theirs: Sequence[object]) -> None:
    assert digest([ours]) == digest([theirs])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([ox.Literal("1")], [ox.Literal(1)]),
        ([ox.Literal("a", language="en")], [ox.Literal("a")]),
        ([ox.NamedNode("urn:a")], [ox.Literal("urn:a")]),
        ([None], [ox.Literal("")]),
    ],
)
def test_answers_that_differ_are_told_apart(one: Sequence[object], other: Sequence[object]) -> None:
    assert digest([one]) != digest([other])
    assert digest([one]) != digest([one, one])


def test_documents_that_say_the_same_are_the_same_whatever_their_syntax() -> None:
    turtle = b'<urn:a> <urn:b> "c"@en ; <urn:d> [] .'
    document = json.dumps({"@id": "urn:a", "urn:b": {"@value": "c", "@language": "en"}, "urn:d": {"@id": "_:x"}})
    assert said(turtle, "ttl") == said(document.encode(), "jsonld")
    assert said(turtle, "ttl") != said(b'<urn:a> <urn:b> "c"@en .', "ttl")


def test_an_entity_is_right_when_all_its_facts_are_there(asked: Asked) -> None:
    assert asked.entity == LAW
    assert asked.is_right(asked.document, "entity as Turtle")
    moved = asked.document.replace(b"https://w3id.org/migov/id/", b"http://127.0.0.1/id/")
    assert asked.is_right(moved, "entity as Turtle")
    assert not asked.is_right(asked.document.replace(b"2001", b"2002"), "entity as Turtle")
    assert not asked.is_right(b"<html>", "entity as Turtle")
    assert not asked.is_right(b"", "entity as Turtle")


def test_a_page_is_right_when_it_is_html_about_the_entity(asked: Asked) -> None:
    assert asked.is_right(b"<!doctype html><HTML lang=en>law-1", "entity as HTML")
    assert not asked.is_right(b"<html>not found", "entity as HTML")


def test_rows_are_right_when_all_and_no_others_are_there(asked: Asked) -> None:
    row = {"finding": {"type": "uri", "value": "https://w3id.org/migov/id/xy/f"}}
    answer = {"head": {"vars": ["finding"]}, "results": {"bindings": [row]}}
    assert asked.is_right(json.dumps(answer).encode(), "small SELECT")
    answer["results"] = {"bindings": []}
    assert not asked.is_right(json.dumps(answer).encode(), "small SELECT")
    assert not asked.is_right(b"[]", "saved query")
