"""Turtle for each request: the bytes of the house writer, at a part of its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgi_graph.errors import OutputError
from mgi_graph.namespaces import expand
from mgi_graph.publication.description import describe_resource
from mgi_graph.publication.turtle import write_description, write_turtle
from mgi_graph.turtle.write import write

if TYPE_CHECKING:
    from mgi_graph.publication.description import Describer
    from mgi_graph.store.embedded import EmbeddedStore

LOCAL = st.text("abc.-_/é1~", min_size=1, max_size=6)
SPACES = (
    "https://w3id.org/migov/id/xy/",
    "https://w3id.org/migov/id/xy/mgi-2021/passage/",
    "https://w3id.org/migov/vocab/xy-instrument-type/",
    "https://w3id.org/migov/ontology#",
    "http://www.w3.org/2001/XMLSchema#",
    "urn:x:",
)
NODES = st.builds(lambda space, local: ox.NamedNode(space + local), st.sampled_from(SPACES), LOCAL)
TERMS = st.builds(lambda space, local: ox.NamedNode(space + local), st.sampled_from(SPACES[3:]), LOCAL)
LITERALS = st.one_of(
    st.builds(ox.Literal, st.text(max_size=12)),
    st.builds(lambda text: ox.Literal(text, language="en"), st.text(max_size=12)),
    st.builds(ox.Literal, st.one_of(st.integers(), st.booleans(), st.floats(allow_nan=False))),
    st.builds(lambda text, kind: ox.Literal(text, datatype=kind), st.sampled_from(["1", "x", "0.5", "true"]), TERMS),
)
TRIPLES = st.lists(st.builds(ox.Triple, NODES, TERMS, st.one_of(NODES, LITERALS)), max_size=12)


@given(TRIPLES)
def test_the_bytes_are_those_of_the_house(triples: list[ox.Triple]) -> None:
    assert write_turtle(triples).decode() == write(triples)


@given(TRIPLES)
def test_what_is_written_reads_back_the_same(triples: list[ox.Triple]) -> None:
    assert {quad.triple for quad in ox.parse(write_turtle(triples), ox.RdfFormat.TURTLE)} == set(triples)


def test_the_thing_that_is_described_comes_first(tiny: EmbeddedStore) -> None:
    text = write_description(describe_resource(tiny, expand("xy:law-1"))).decode()
    blocks = text.split("\n\n")
    assert blocks[2].startswith("xy:law-1\n    a\n        migov:Instrument ,\n        migov:LegalInstrument ;\n")
    assert blocks[3].startswith("xy:finding-1\n")
    assert "migov:Passage" not in text


def test_a_description_is_written_as_its_statements_are(describer: Describer) -> None:
    for name in ("int:iom", "topic:citizenship", "migov:PresenceFinding", "migov:Finding", "int:un-treaty-status"):
        found = describer.describe(expand(name))
        text = write_description(found).decode()
        assert sorted(text.split("\n\n")) == sorted(write([quad.triple for quad in found.quads]).split("\n\n"))


def test_the_bytes_are_the_same_when_words_had_to_be_forgotten(
    describer: Describer, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [describer.describe(expand(name)) for name in ("int:iom", "topic:citizenship")]
    before = [write_description(each) for each in found]
    for bound in ("KEPT", "_SHAPES"):
        monkeypatch.setattr(f"mgi_graph.publication.words.{bound}", 1)
    assert [write_description(each) for each in found] == before


def test_the_order_of_statements_does_not_matter(describer: Describer) -> None:
    quads = describer.describe(expand("int:iom")).quads
    assert write_turtle(quads) == write_turtle(tuple(reversed(quads)))


def test_a_triple_term_is_refused() -> None:
    node = ox.NamedNode("urn:x")
    with pytest.raises(OutputError, match="triple terms"):
        write_turtle([ox.Triple(node, node, ox.Triple(node, node, node))])
