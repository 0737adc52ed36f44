"""A question names values, and a query takes each of them once and where it belongs."""

from __future__ import annotations

import pytest

from mgi_graph.queries.header import Parameter, ParameterKind
from mgi_graph.queries.mentions import fill, fill_years, find_named

LAWS = {
    "migov:Instrument": [
        "Policy on Pearls 2015-2018",
        "Policy on Pearls 2019-2023",
        "Social Harbour (Depth) Act of Piers",
    ]
}
GROUPS = {"target-group": ["workers", "nationals", "irregular divers"], "realization": ["irregular"]}


def parameter(name: str, of: str, *, kind: ParameterKind = "iri", description: str = "") -> Parameter:
    return Parameter(name=name, kind=kind, of=of, description=description, required=False, default=None)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("what are the aims of the Policy on Pearls", "Policy on Pearls 2019-2023"),
        ("what does the Policy on Pearls 2015-2018 say", "Policy on Pearls 2015-2018"),
    ],
)
def test_the_name_of_an_instrument_may_be_cut_short(question: str, found: str) -> None:
    assert find_named(LAWS, question, ()) == {"migov:Instrument": (found,)}


def test_a_small_part_of_a_name_names_nothing() -> None:
    assert find_named(LAWS, "is the social harbour open", ()) == {}


@pytest.mark.parametrize("question", ["what is needed to work", "which national plans are there"])
def test_a_verb_or_an_adjective_names_no_group(question: str) -> None:
    assert find_named(GROUPS, question, ()) == {}


def test_the_assessed_state_is_nobodys_partner() -> None:
    concepts = {"migov:State": ["Xyland", "Zedland"], "migov:Agent": ["Xyland", "Zedland"]}
    named = find_named(concepts, "has Xyland an agreement with Zedland", ("Xyland",))
    country = parameter("country", "migov:State", description="the assessed State")
    filled = fill([country, parameter("partner", "migov:Agent")], named, ("Xyland",))
    assert [(each.name, value) for each, value in filled] == [("partner", "Zedland"), ("country", "Xyland")]


def test_a_value_is_given_once_and_without_its_parts() -> None:
    named = find_named(GROUPS, "may irregular divers stay", ())
    takes = [
        parameter("group", "target-group"),
        parameter("other", "target-group"),
        parameter("progress", "realization"),
    ]
    assert [(each.name, value) for each, value in fill(takes, named, ())] == [("group", "irregular divers")]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("meetings in 2019", {"from": "2019", "until": "2019"}),
        ("plans from 2019 to 2023", {"from": "2019", "until": "2023"}),
        ("laws since 2019", {"from": "2019"}),
        ("laws before 2019", {"until": "2019"}),
        ("laws", {}),
    ],
)
def test_years_are_the_bounds(question: str, given: dict[str, str]) -> None:
    takes = [parameter("from", "", kind="year"), parameter("until", "", kind="year")]
    assert {each.name: value for each, value in fill_years(takes, question)} == given
