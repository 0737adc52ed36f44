"""A parameter is a typed term; whatever is given, the query keeps its shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mgi_graph.errors import NameNotFoundError, ParameterError
from mgi_graph.queries.blocks import bind
from mgi_graph.queries.choices import _READ
from mgi_graph.queries.header import Parameter, ParameterKind
from mgi_graph.queries.parameters import bind_all, parse
from mgi_graph.queries.tokens import tokenize
from mgi_graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

QUERY = "SELECT ?x WHERE {\n    VALUES $word { 'a } b' }\n    ?x ?p ?word . # VALUES $word { }\n}"


@given(st.lists(st.text(), max_size=3))
@example(['" } ?s ?p ?o . SERVICE <http://example.org/> { #'])
@example(["\\", "\\u0022", "'''", "\n\r\x00", "}", "\u2028"])
def test_a_bound_value_cannot_change_the_shape_of_a_query(values: list[str]) -> None:
    values = [value.encode("utf-8", "ignore").decode() for value in values]
    bound = bind(QUERY, {"word": [ox.Literal(value) for value in values]})
    plain = bind(QUERY, {"word": [ox.Literal("a")] * len(values)})
    assert [token.kind for token in tokenize(bound)] == [token.kind for token in tokenize(plain)]
    outside = [token.text for token in tokenize(bound) if token.kind != "string"]
    assert outside == [token.text for token in tokenize(plain) if token.kind != "string"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_bound_value_arrives_unchanged(value: str) -> None:
    query = bind("SELECT ?word { VALUES $word { UNDEF } }", {"word": [ox.Literal(value)]})
    solutions = EmbeddedStore(ox.Store(), "").select(query)
    assert solutions.rows == ((ox.Literal(value),),)


@pytest.mark.parametrize(
    ("kind", "value", "lexical"),
    [
        ("integer", "12", "12"),
        ("integer", "-3", "-3"),
        ("decimal", ".5", "0.5"),
        ("decimal", "10", "10"),
        ("year", "2021", "2021"),
        ("date", "2021-02-28", "2021-02-28"),
        ("string", " a ", " a "),
        ("boolean", "TRUE", "true"),
    ],
)
def test_a_value_becomes_a_literal_of_its_kind(
    tiny: EmbeddedStore, kind: ParameterKind, value: str, lexical: str
) -> None:
    term = parse(Parameter(name="x", kind=kind, description="x"), value, tiny)
    assert isinstance(term, ox.Literal)
    assert term.value == lexical


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "1.5"), ("integer", ""), ("integer", "١٢"), ("decimal", "1e5"), ("decimal", "NaN"),
        ("year", "21"), ("year", "year"), ("date", "2021-02-30"), ("date", "2021"), ("boolean", "maybe"),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused_with_an_example(
    tiny: EmbeddedStore, kind: ParameterKind, value: str
) -> None:
    with pytest.raises(ParameterError, match=f"parameter x: expected {kind}, such as .*; found"):
        parse(Parameter(name="x", kind=kind, description="x"), value, tiny)


@pytest.mark.parametrize(
    "value", ["absent", "Absent", "polarity:absent", "https://w3id.org/migov/vocab/polarity/absent"]
)
def test_a_concept_may_be_named_as_a_person_or_as_a_program_would(graph: Graph, value: str) -> None:
    assert len(graph.query("findings", polarity=value).rows) == 1


def test_several_values_are_several_rows(graph: Graph) -> None:
    assert len(graph.query("findings", polarity=["absent", "present"]).rows) == 2


@pytest.mark.parametrize(
    ("name", "given", "nearest"),
    [
        ("findings", {"polarity": "absnt"}, "absent"),
        ("findings", {"polarity": "polarity:abset"}, "polarity:absent"),
        ("findings", {"finding": "xy:finding-c"}, "xy:finding-a"),
        ("findings", {"finding": "nowhere:x"}, "there is no"),
        ("findings", {"finding": "<not an iri>"}, "there is no"),
        ("findings", {"polrity": "absent"}, "polarity"),
        ("finding", {}, "findings"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    graph: Graph, name: str, given: dict[str, str], nearest: str
) -> None:
    with pytest.raises(NameNotFoundError, match=nearest):
        graph.query(name, **given)


def test_a_thing_may_be_named_by_its_label(tiny: EmbeddedStore) -> None:
    profile = Parameter(name="x", kind="iri", of="migov:CountryProfile", description="x")
    assert parse(profile, "profile of xyland", tiny) == parse(profile, "xy:mgi-2021", tiny)


def test_a_required_parameter_that_is_missing_is_named(graph: Graph) -> None:
    with pytest.raises(ParameterError, match="year is required: the first year, inclusive, such as 2021"):
        graph.query("since")


def test_a_default_stands_where_nothing_is_given(graph: Graph) -> None:
    assert len(graph.query("since", year=1990).rows) == 1
    assert graph.query("since", year=1990, limit=2).rows == ()


def test_any_lifts_a_restriction_and_a_default(graph: Graph) -> None:
    assert len(graph.query("findings", polarity="any").rows) == 2
    assert len(graph.query("findings", polarity=["absent", "ANY"]).rows) == 2
    saved = graph.queries["since"]
    text = bind_all(saved.text, saved.header, {"year": ["any"], "limit": [" any "], "word": ["any"]}, graph.store)
    assert re.findall(r"VALUES \$\w+ \{ (.*?) \}", text) == ["UNDEF", "UNDEF", '"any"']


@pytest.mark.parametrize("value", ["profile-of xyland", "PROFILE OF XYLAND", " Profile  of Xÿland "])
def test_case_diacritics_hyphens_and_spaces_do_not_count(tiny: EmbeddedStore, value: str) -> None:
    profile = Parameter(name="x", kind="iri", of="migov:CountryProfile", description="x")
    assert parse(profile, value, tiny) == parse(profile, "xy:mgi-2021", tiny)


@pytest.mark.parametrize(
    ("value", "term"), [("passport@fr", '"passport"@fr'), ("a@b c", '"a@b c"@en'), ("x", '"x"@en')]
)
def test_words_have_a_language(tiny: EmbeddedStore, value: str, term: str) -> None:
    assert str(parse(Parameter(name="x", kind="text", description="x"), value, tiny)) == term


def test_a_long_value_is_cut_in_the_message(graph: Graph) -> None:
    with pytest.raises(NameNotFoundError) as caught:
        graph.query("findings", polarity="x" * 10_000)
    assert len(str(caught.value)) < 200


def test_an_iri_is_looked_up_and_only_a_name_has_all_names_read(graph: Graph, tiny: EmbeddedStore) -> None:
    copy = ox.Store()
    copy.bulk_extend(tiny.quads())
    store = EmbeddedStore(copy, tiny.digest)
    (thing,) = (each for each in graph.queries["findings"].header.parameters if each.name == "finding")
    for written in (
        "xy:finding-a",
        "<https://w3id.org/migov/id/xy/finding-a>",
        " https://w3id.org/migov/id/xy/finding-a",
    ):
        assert parse(thing, written, store).value == "https://w3id.org/migov/id/xy/finding-a"
    assert store not in _READ
    assert parse(thing, "finding-a", store).value == "https://w3id.org/migov/id/xy/finding-a"
    assert store in _READ
    for wrong in ("polarity:absent", "xy:finding-c", "<https://example.org/a> } #>"):
        with pytest.raises(NameNotFoundError):
            parse(thing, wrong, store)
