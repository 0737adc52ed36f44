"""The program that puts a site under pressure: what is no answer is told, and rows are compared with the engine's."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
from pressure import Answer, Client, Phase, _expected, _rows

PROGRAM = Path(__file__).parent.parent.parent / "benchmarks" / "pressure.py"


def test_times_are_those_of_answers_and_all_else_is_counted() -> None:
    well = [Answer("200", number / 1000) for number in range(1, 101)]
    others = [Answer(came, 9.0) for came in ("503", "503", "500", "other rows", "other rows")]
    phase = Phase(name="some", seconds=4.0, answers=[*well, *others])
    assert phase.row() == "| some | 100 | 25 | 50.5 | 99.0 | 2 | 1 × 500, 2 × other rows |"


def test_a_phase_without_an_answer_is_told_too() -> None:
    phase = Phase(name="none", seconds=1.0, answers=[Answer("503", 0.1)])
    assert not phase.others
    assert phase.row() == "| none | 0 | 0 | 0.0 | 0.0 | 1 | nothing |"


def test_rows_are_compared_by_value_and_blank_nodes_by_being_there() -> None:
    thing, name = ox.NamedNode("http://example.org/x"), ox.NamedNode("http://example.org/name")
    store = ox.Store()
    store.extend([ox.Quad(thing, name, ox.Literal("X")), ox.Quad(thing, name, ox.BlankNode("here"))])
    expected = _expected(store, f"SELECT ?p ?o {{ {thing} ?p ?o }} ORDER BY ?o")
    there = [{"type": "bnode", "value": "there"}, {"type": "literal", "value": "X"}]
    bindings = [{"p": {"type": "uri", "value": name.value}, "o": value} for value in there]
    assert _rows(json.dumps({"results": {"bindings": bindings}}).encode()) == expected
    assert _rows(json.dumps({"results": {"bindings": bindings[1:]}}).encode()) != expected


def test_who_does_not_answer_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    answer, body = Client(port).ask("/", "text/html")
    assert (answer.came, body) == ("no answer (ConnectionRefusedError)", b"")


def test_a_site_with_little_to_do_answers_everything() -> None:
    words = [sys.executable, str(PROGRAM), "--clients", "3", "--seconds", "1", "--queries", "20"]
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    rows = [
        line for line in done.stdout.splitlines() if line.startswith(("| one client", "| 3 clients", "| 20 SPARQL"))
    ]
    assert len(rows) == 5
    assert all(row.endswith("| 0 | nothing |") for row in rows), done.stdout
