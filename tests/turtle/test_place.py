"""Places are exact, whatever the Turtle looks like."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from mgi_graph.turtle.place import PlaceIndex, index
from mgi_graph.turtle.read import decode, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_graph.project import Project

EX = "http://example.org/"
HEAD = f"@prefix ex: <{EX}> .\n"


def indexed(text: str) -> PlaceIndex:
    parse(text.encode(), "a.ttl")  # the engine accepts it
    return index(text, "a.ttl")


@pytest.mark.parametrize(
    ("body", "value", "place"),
    [
        ("ex:a ex:p ex:b .", NamedNode(EX + "b"), "2:11"),
        (f"<{EX}a> <{EX}p> <{EX}b> .", NamedNode(EX + "b"), f"2:{2 * len(EX) + 9}"),
        ("ex:a ex:p ex:x ,\n  ex:b .", NamedNode(EX + "b"), "3:3"),
        ("ex:a ex:q ex:x ;\n\tex:p ex:b .", NamedNode(EX + "b"), "3:7"),
        ("ex:a ex:p 'b'@en-GB .", Literal("b", language="en-gb"), "2:11"),
        (
            "ex:a ex:p '''one\ntwo''' , 7 .",
            Literal("7", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
            "3:10",
        ),
        ('ex:a ex:p """a "quoted" word""" .', Literal('a "quoted" word'), "2:11"),
        ("ex:a ex:p 'អ', ex:b .", NamedNode(EX + "b"), "2:16"),
        ("ex:a ex:p '\U0001f30f', ex:b .", NamedNode(EX + "b"), "2:16"),
        ("# ex:a ex:p ex:b .\nex:a ex:p ex:b .", NamedNode(EX + "b"), "3:11"),
        ("ex:a ex:p '# no comment' ; ex:p ex:b.", NamedNode(EX + "b"), "2:33"),
        ("ex:a ex:p [ ex:p ex:x ] , ex:b .", NamedNode(EX + "b"), "2:27"),
        ("ex:a ex:p ( 1 ex:x ) , ex:b .", NamedNode(EX + "b"), "2:24"),
        (
            "ex:a ex:p -1.5e3 .",
            Literal("-1.5e3", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#double")),
            "2:11",
        ),
        ("ex:a ex:p true .", Literal("true", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean")), "2:11"),
        ("ex:a ex:p ex:b\\,c .", NamedNode(EX + "b,c"), "2:11"),
        ("ex:a ex:p ex:1.2p1s1 .", NamedNode(EX + "1.2p1s1"), "2:11"),
        ("ex:a ex:p '\\u00E9\\t' .", Literal("é\t"), "2:11"),
        ("PREFIX ey: <http://example.org/>\nex:a ex:p ey:b .", NamedNode(EX + "b"), "3:11"),
        ("@base <http://example.org/> .\n<a> <p> <b> .", NamedNode(EX + "b"), "3:9"),
        ("ex:a ex:p ex:b ; .", NamedNode(EX + "b"), "2:11"),
    ],
)
def test_a_statement_is_where_its_object_stands(body: str, value: object, place: str) -> None:
    assert str(indexed(HEAD + body).statement(EX + "a", EX + "p", value)) == f"a.ttl:{place}"


def test_a_subject_a_predicate_and_a_type_have_places() -> None:
    found = indexed(HEAD + "\nex:a\n    a ex:C ;\n    ex:p 1 .\n")
    assert str(found.subject(EX + "a")) == "a.ttl:3:1"
    assert str(found.predicate(EX + "a", EX + "p")) == "a.ttl:5:5"
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert str(found.statement(EX + "a", kind, NamedNode(EX + "C"))) == "a.ttl:4:7"
    assert found.prefixes == {"ex": EX}


def test_what_a_file_does_not_say_has_no_place() -> None:
    found = indexed(HEAD + "ex:a ex:p ex:b .")
    assert found.subject(EX + "b") is None
    assert found.predicate(EX + "a", EX + "q") is None
    assert found.statement(EX + "a", EX + "p", NamedNode(EX + "c")) is None


def test_windows_line_ends_do_not_move_a_place() -> None:
    text = HEAD.replace("\n", "\r\n") + "ex:a\r\n    ex:p '''x\r\ny''' ,\r\n    ex:b .\r\n"
    found = indexed(text)
    place = found.statement(EX + "a", EX + "p", NamedNode(EX + "b"))
    assert str(place) == "a.ttl:5:5"
    assert place is not None
    assert found.excerpt(place) == "    ex:b .\n    ^"


def test_a_byte_order_mark_does_not_move_a_place() -> None:
    text = decode(b"\xef\xbb\xbf" + (HEAD + "ex:a ex:p ex:b .").encode(), "a.ttl")
    assert str(index(text, "a.ttl").subject(EX + "a")) == "a.ttl:2:1"


def test_every_file_of_the_project_is_parsed_as_the_engine_parses_it(project: Project) -> None:
    for path in [path for part in ("ontology", "data", "shapes") for path in project.files(part)]:
        data = path.read_bytes()
        ours = [(s.subject, s.predicate, s.object) for s in index(data.decode(), path.name).document.statements]
        assert flat(ours) == flat([tuple(triple) for triple in parse(data, path.name)]), path


def flat(triples: Sequence[tuple[object, ...]]) -> list[tuple[str, ...]]:
    """Compare up to the names of blank nodes."""
    return sorted(tuple("_" if isinstance(term, BlankNode) else str(term) for term in triple) for triple in triples)


def test_the_grammars_own_examples_are_parsed_as_the_engine_parses_them() -> None:
    folder = Path(__file__).parent
    text = (folder / "grammar.ttl").read_text(encoding="utf-8")
    ours = [(s.subject, s.predicate, s.object) for s in index(text, "grammar.ttl").document.statements]
    theirs = [tuple(quad.triple) for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)]
    assert flat(ours) == flat(theirs)
