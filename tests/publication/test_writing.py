"""What is written in each syntax reads back as the same statements, by readers that are not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publication import judges

from mgi_graph.errors import NameNotFoundError, OutputError
from mgi_graph.namespaces import expand
from mgi_graph.publication.context import read_context
from mgi_graph.publication.description import Describer
from mgi_graph.publication.writing import SYNTAXES, write, write_description

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.publication.context import Context
    from mgi_graph.store.embedded import EmbeddedStore

NAMES = (
    "kh:law-on-nationality-1996",
    "int:iom",
    "int:state-kh",
    "kh:mgi-2021",
    "kh-mgi-2021:1.2p4s1",
    "topic:citizenship",
    "migov:PresenceFinding",
    "migov:cites",
)


@pytest.fixture(scope="module")
def context(store: EmbeddedStore) -> Context:
    return read_context(store)


@pytest.mark.parametrize("suffix", SYNTAXES)
@pytest.mark.parametrize("name", NAMES)
def test_a_description_reads_back_the_same(describer: Describer, context: Context, name: str, suffix: str) -> None:
    found = describer.describe(expand(name), limit=40)
    data = write_description(found, suffix, context)
    wanted = judges.expected(found.quads, has_graphs=SYNTAXES[suffix].has_graphs)
    assert judges.by_oxigraph(data, suffix, context) == wanted
    assert judges.by_rdflib(data, suffix, context) == wanted
    if suffix == "jsonld":
        assert judges.by_pyld(data, context) == wanted


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_a_document_reads_back_the_same_and_begins_with_its_subject(
    tiny: EmbeddedStore, context: Context, suffix: str
) -> None:
    quads = list(tiny.quads())
    data = write(quads, suffix, context, first=expand("xy:law-1"))
    wanted = judges.expected(quads, has_graphs=SYNTAXES[suffix].has_graphs)
    assert judges.by_oxigraph(data, suffix, context) == wanted
    assert judges.by_rdflib(data, suffix, context) == wanted
    if suffix == "jsonld":
        assert judges.by_pyld(data, context) == wanted


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_the_same_statements_give_the_same_bytes(tiny: EmbeddedStore, context: Context, suffix: str) -> None:
    quads = list(tiny.quads())
    assert write(quads, suffix, context) == write(list(reversed(quads)) + quads, suffix, context)


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_a_description_is_the_same_bytes_in_every_process(tiny: EmbeddedStore, context: Context, suffix: str) -> None:
    one, other = (write_description(Describer(tiny).describe(expand("xy:law-1")), suffix, context) for _ in range(2))
    assert one == other


def test_a_framed_description_is_the_same_bytes_when_things_had_to_be_forgotten(
    describer: Describer, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [describer.describe(expand(name)) for name in ("int:iom", "topic:citizenship")]
    before = [write_description(each, "jsonld", context) for each in found]
    monkeypatch.setattr("mgi_graph.publication.linked.KEPT", 1)
    assert [write_description(each, "jsonld", context) for each in found] == before


def test_a_copy_of_the_context_names_things_alike(describer: Describer, context: Context) -> None:
    found = describer.describe(expand("int:iom"))
    copy = context.at("https://example.org/context/1.jsonld")
    one, other = (write_description(found, "jsonld", each) for each in (context, copy.at(context.iri)))
    assert one == other != write_description(found, "jsonld", copy)


def test_a_passage_that_points_at_what_rests_on_it_does_so_in_its_place(
    trig: Callable[[str], EmbeddedStore], context: Context
) -> None:
    store = trig(
        "graph:g { xy:a migov:hasEvidence xy:p ; migov:topic xy:a ; skos:prefLabel 'A'@en . "
        "xy:p migov:inProfile xy:a, xy:b ; migov:locator '1.2' ; a xy:a ; skos:prefLabel 'P'@en . "
        "xy:b skos:prefLabel 'B'@en }"
    )
    found = Describer(store).describe(expand("xy:a"))
    text, wanted = write_description(found, "jsonld", context), judges.expected(found.quads, has_graphs=False)
    assert judges.by_oxigraph(text, "jsonld", context) == judges.by_pyld(text, context) == wanted
    assert text.count(b'"inProfile"') == 4  # where the passage stands, three times with the other profile; reversed
    assert b'"inProfile": {"id": "https://w3id.org/migov/id/xy/a"}' not in text


def test_what_is_of_a_class_points_at_it_by_no_keyword(trig: Callable[[str], EmbeddedStore], context: Context) -> None:
    found = Describer(trig("graph:g { xy:a a xy:Class . xy:Class rdfs:label 'class'@en }")).describe(expand("xy:Class"))
    text, wanted = write_description(found, "jsonld", context), judges.expected(found.quads, has_graphs=False)
    assert judges.by_oxigraph(text, "jsonld", context) == judges.by_pyld(text, context) == wanted


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_nothing_is_a_document_too(context: Context, suffix: str) -> None:
    data = write([], suffix, context)
    assert judges.by_oxigraph(data, suffix, context) == ""


def test_another_suffix_is_not_known(context: Context) -> None:
    with pytest.raises(NameNotFoundError, match="nearest: ttl"):
        write([], "tt", context)


def test_rdf_xml_says_what_it_cannot_hold(context: Context) -> None:
    thing = ox.NamedNode("urn:x")
    for predicate, value in (
        ("urn:x:1", ox.Literal("")),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#li", ox.Literal("")),
        ("urn:x#p", ox.Literal("\x0b")),
    ):
        with pytest.raises(OutputError, match="use turtle"):
            write([ox.Triple(thing, ox.NamedNode(predicate), value)], "rdf", context)


def test_json_ld_does_not_let_a_scheme_pass_for_a_prefix(context: Context) -> None:
    node = ox.NamedNode("schema:x")
    with pytest.raises(OutputError, match="for a prefix"):
        write([ox.Triple(node, ox.NamedNode("urn:p"), node)], "jsonld", context)


BLANKS = st.sampled_from([ox.BlankNode(name) for name in "abc"])
NODES = st.sampled_from([ox.NamedNode(f"https://w3id.org/migov/id/xy/{name}") for name in "abc"])
PREDICATES = st.sampled_from(
    [
        ox.NamedNode(expand(name))
        for name in ("skos:prefLabel", "migov:topic", "migov:year", "migov:asOf", "eli:number", "rdf:first", "rdf:rest")
    ]
)
LITERALS = st.one_of(
    st.builds(
        lambda text, tag: ox.Literal(text, language=tag), st.text(max_size=4), st.sampled_from(["en", "xy-latn"])
    ),
    st.builds(ox.Literal, st.text(max_size=4)),
    st.builds(ox.Literal, st.one_of(st.integers(), st.booleans())),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(expand(kind))),
        st.sampled_from(["1", "01", "-0", "x", "true"]),
        st.sampled_from(["xsd:integer", "xsd:date", "xsd:boolean", "migov:unknown"]),
    ),
)
TRIPLES = st.lists(
    st.builds(ox.Triple, st.one_of(NODES, BLANKS), PREDICATES, st.one_of(NODES, BLANKS, LITERALS)), max_size=10
)


@pytest.mark.parametrize("suffix", SYNTAXES)
@settings(deadline=None, max_examples=50)  # pyld reads the whole context each time
@given(triples=TRIPLES)
def test_whatever_triples_read_back_the_same(context: Context, suffix: str, triples: list[ox.Triple]) -> None:
    try:
        data = write(triples, suffix, context)
    except OutputError as error:  # a control character, which no XML document has
        assert suffix == "rdf", error
        return
    wanted = judges.expected(triples, has_graphs=False)
    assert judges.by_oxigraph(data, suffix, context) == wanted
    if suffix == "jsonld":
        assert judges.by_pyld(data, context) == wanted
