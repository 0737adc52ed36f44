"""``mgi explain`` as a person uses it, on a made-up country."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

import mgi_graph
from mgi_graph.cli.main import main
from mgi_graph.errors import NameNotFoundError, ProjectError
from mgi_graph.graph import Graph
from mgi_graph.namespaces import expand
from mgi_graph.project import find

PREFIX = "PREFIX migov: <https://w3id.org/migov/ontology#>"
ROOT = Path(__file__).parent.parent.parent


def ask(capsys: pytest.CaptureFixture[str], *line: str) -> tuple[int, str, str]:
    code = main(["explain", "--project", str(ROOT), *line])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_tree_ends_in_files_and_lines(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = ask(capsys, "migov:Treaty", "rdfs:subClassOf", "eli:LegalResource")
    assert code == 0
    assert out.startswith("migov:Treaty rdfs:subClassOf eli:LegalResource\n   by scm-sco: ")
    assert "stated in ontology/treaty.ttl:" in out


def test_a_list_is_shown_by_its_members(capsys: pytest.CaptureFixture[str]) -> None:
    graph = mgi_graph.open(ROOT)
    query = """SELECT ?s ?o WHERE { GRAPH <https://w3id.org/migov/graph/inferred> { ?s migov:assessmentDomain ?o } }
        ORDER BY ?s LIMIT 1"""
    (row,) = graph.store.select(PREFIX + query).rows
    subject, value = (term.value for term in row if isinstance(term, ox.NamedNode))
    _, out, _ = ask(capsys, subject, "migov:assessmentDomain", value)
    assert "owl:propertyChainAxiom ( migov:" in out
    assert "rdf:first" not in out


def test_json_and_turtle_tell_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    line = ("migov:Treaty", "rdfs:subClassOf", "eli:LegalResource")
    written = json.loads(ask(capsys, *line, "-f", "json")[1])
    assert written["holds"] is True
    assert written["proof"]["rule"]["name"] == "scm-sco"
    triples = list(ox.parse(ask(capsys, *line, "-f", "turtle")[1], format=ox.RdfFormat.TURTLE))
    statements = [triple for triple in triples if triple.object == ox.NamedNode(expand("rdf:Statement"))]
    lines = [triple for triple in triples if triple.predicate.value.endswith("lineNumber")]
    leaves = json.dumps(written).count('"stated"')
    assert (len(statements), len(lines)) == (leaves + json.dumps(written).count('"rule"'), leaves)


def test_what_does_not_hold_is_said_plainly_with_what_does(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = ask(capsys, "migov:Treaty", "a", "migov:Treaty")
    assert code == 1
    assert "does not hold: no file states it and no rule leads to it." in out
    assert "migov:Treaty rdf:type owl:Class" in out
    assert ask(capsys, "migov:Treaty", "a", "migov:Treaty", "-f", "turtle")[1].startswith("# The triple does not hold")


def test_a_literal_is_found_by_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = ask(capsys, "migov:Treaty", "rdfs:label", "treaty")
    assert code == 0
    assert 'rdfs:label "treaty"@en' in out
    assert ask(capsys, "migov:Treaty", "rdfs:label", "7")[0] == 1


def test_an_unknown_name_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ask(capsys, "migov:Treatie", "a", "owl:Class")
    assert (code, out) == (2, "")
    assert "nearest: migov:Treaty" in err


def test_a_graph_without_files_cannot_explain() -> None:
    graph = mgi_graph.open(ROOT)
    with pytest.raises(ProjectError, match="files"):
        Graph(graph.store, find(ROOT)).explain("migov:Treaty", "rdf:type", "owl:Class")
    with pytest.raises(NameNotFoundError):
        graph.explain("migov:Treaty", "rdf:type", "no such thing")
