"""The way in: what may be given for a parameter, free SPARQL, descriptions, labels, the dataset."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from mgi_graph import BooleanResult, Entity, GraphResult
from mgi_graph.errors import NameNotFoundError, ParameterError
from mgi_graph.graph.arguments import texts

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

ABSENT = "https://w3id.org/migov/vocab/polarity/absent"


@pytest.mark.parametrize(
    "value",
    [
        "absent",
        "polarity:absent",
        ABSENT,
        Entity(iri=ABSENT, label="absent"),
        rdflib.URIRef(ABSENT),
        ox.NamedNode(ABSENT),
        [Entity(iri=ABSENT)],
        (each for each in ["absent"]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_thing_may_be_given_in_every_form_that_it_has_in_python(g: Graph, value: object) -> None:
    assert [row.finding.curie for row in g.query("findings", polarity=value)] == ["xy:finding-b"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2021, "2021"),
        (True, "true"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (Decimal("1E+2"), "100"),
        (datetime.date(2021, 2, 28), "2021-02-28"),
        (datetime.datetime(2021, 2, 28, 9, tzinfo=datetime.UTC), "2021-02-28"),
        (rdflib.Literal(5), "5"),
        (ox.Literal("five"), "five"),
    ],
)
def test_a_python_value_is_written_as_the_command_line_would_have_it(value: object, text: str) -> None:
    assert texts({"p": value}) == {"p": (text,)}


def test_numbers_of_numpy_and_pandas_are_numbers() -> None:
    import numpy as np
    import pandas as pd

    assert texts({"year": pd.Series([1990, 1994])}) == {"year": ("1990", "1994")}
    assert texts({"year": np.int64(1990), "share": np.float64(0.5)}) == {"year": ("1990",), "share": ("0.5",)}


def test_an_answer_feeds_the_next_question(g: Graph) -> None:
    found = g.query("findings", polarity="absent")["finding"]
    assert len(g.query("findings", finding=found)) == 1


def test_none_leaves_a_parameter_out_and_any_sets_no_limit(g: Graph) -> None:
    assert len(g.query("findings", polarity=None)) == len(g.query("findings", polarity="any")) == 2


def test_an_empty_list_is_refused_and_does_not_mean_any(g: Graph) -> None:
    with pytest.raises(ParameterError, match="parameter polarity: the list is empty; leave the parameter out"):
        g.query("findings", polarity=[])


def test_a_value_of_no_known_type_is_refused_with_its_type(g: Graph) -> None:
    with pytest.raises(ParameterError, match=r"parameter polarity: expected text, a number.*; found dict"):
        g.query("findings", polarity={"absent": True})
    with pytest.raises(ParameterError, match="found NoneType"):
        g.query("findings", polarity=["absent", None])


def test_an_ask_is_true_or_false(g: Graph) -> None:
    holds = g.sparql("ASK { xy:finding-a a migov:Finding }")
    assert isinstance(holds, BooleanResult)
    assert holds
    assert holds == True  # noqa: E712 - compared as a value
    assert repr(holds) == "True"
    assert not g.sparql("ASK { xy:finding-z a migov:Finding }")


def test_a_construct_is_counted_gone_through_and_handed_to_rdflib(g: Graph) -> None:
    found = g.sparql("CONSTRUCT WHERE { ?x migov:polarity ?y }")
    assert isinstance(found, GraphResult)
    assert len(found) == len(list(found)) == len(found.to_rdflib()) == 2
    assert next(iter(found)) in found
    assert "migov:polarity polarity:present" in repr(found)


def test_a_construct_shows_no_value_as_markup(g: Graph) -> None:
    found = g.sparql("CONSTRUCT { <http://example.org/a> migov:note ?y } { BIND ('<b>' AS ?y) }")
    assert isinstance(found, GraphResult)
    assert "<b>" not in found._repr_html_()
    assert "&lt;b&gt;" in found._repr_html_()


def test_a_description_shows_its_page_and_escapes_it(g: Graph) -> None:
    found = g.describe("xy:finding-b")
    assert repr(found).splitlines()[0] == found.label == str(found.entity)
    page = found._repr_html_()
    assert "Xyland has no register, | &quot;really&quot;." in page
    assert '"really"' not in page
    assert g.describe(found.entity).iri == found.iri
    assert len(found.to_rdflib()) == 4


def test_a_thing_is_found_by_any_of_its_names(g: Graph) -> None:
    assert g.entity("present") == g.entity("polarity:present")
    assert g.entity("present").label == "present"
    with pytest.raises(NameNotFoundError, match=r"nearest: .*present"):
        g.entity("presnt")


def test_labels_are_looked_up_by_iri_curie_and_entity(g: Graph) -> None:
    labels = [g.labels[key] for key in (ABSENT, "polarity:absent", Entity(iri=ABSENT))]
    assert labels == ["absent"] * 3
    assert "polarity:unknown" not in g.labels
    assert "unknown:absent" not in g.labels
    assert set(g.labels) >= {ABSENT}
    assert repr(g.labels) == f"<{len(g.labels)} labels>"


def test_the_dataset_says_what_it_is(g: Graph) -> None:
    assert g.dataset.digest == "0" * 64
    assert (g.dataset.findings, g.dataset.queries, g.dataset.countries) == (2, 2, ())
    assert "findings    2" in repr(g.dataset)
    assert '<th scope="row">digest</th>' in g.dataset._repr_html_()
    assert "2 saved queries" in repr(g)
