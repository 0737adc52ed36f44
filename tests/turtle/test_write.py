"""The writer keeps the graph, and writes it the same way every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

from mgi_graph.namespaces import expand
from mgi_graph.turtle.read import parse
from mgi_graph.turtle.write import write

if TYPE_CHECKING:
    from mgi_graph.project import Project

_IRIS = st.sampled_from(
    [NamedNode(expand(n)) for n in ("xy:a", "xy:b.c", "migov:d", "rdf:first", "rdf:rest", "rdf:nil", "rdfs:label")]
)
_BLANKS = st.sampled_from([BlankNode(name) for name in "abc"])
_TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
_LITERALS = st.one_of(
    st.builds(Literal, _TEXT),
    st.builds(lambda text: Literal(text, language="en"), _TEXT),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(expand(kind))),
        st.sampled_from(["1", "01", "+1.50", "1.", "true", "1e3", "x", ""]),
        st.sampled_from(["xsd:integer", "xsd:decimal", "xsd:boolean", "xsd:date"]),
    ),
)
_TRIPLES = st.lists(st.builds(Triple, _IRIS | _BLANKS, _IRIS, _IRIS | _BLANKS | _LITERALS), max_size=8)


def canonical(triples: list[Triple]) -> list[str]:
    dataset = Dataset(Quad(*triple) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


@settings(max_examples=300, deadline=None)
@given(_TRIPLES)
def test_what_is_written_is_read_back(triples: list[Triple]) -> None:
    assert canonical(parse(write(triples).encode(), "a.ttl")) == canonical(triples)


@settings(max_examples=300, deadline=None)
@given(_TRIPLES)
def test_writing_what_was_read_gives_the_same_bytes(triples: list[Triple]) -> None:
    text = write(triples)
    assert write(reversed(parse(text.encode(), "a.ttl"))) == text


def test_every_file_of_the_project_survives_the_writer(project: Project) -> None:
    for path in [path for part in ("ontology", "data", "shapes") for path in project.files(part)]:
        triples = parse(path.read_bytes(), path.name)
        assert canonical(parse(write(triples).encode(), path.name)) == canonical(triples), path


def test_the_layout_is_that_of_the_house() -> None:
    text = write(
        parse(
            b"""@prefix xy: <https://w3id.org/migov/id/xy/> . @prefix migov: <https://w3id.org/migov/ontology#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            xy:b migov:rank 2 ; skos:prefLabel "B"@en ; a migov:Body . xy:a migov:topic xy:d , xy:c ; a migov:Body .""",
            "a.ttl",
        )
    )
    assert (
        text
        == """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .

xy:a
    a migov:Body ;
    migov:topic
        xy:c ,
        xy:d .

xy:b
    a migov:Body ;
    skos:prefLabel "B"@en ;
    migov:rank 2 .
"""
    )
