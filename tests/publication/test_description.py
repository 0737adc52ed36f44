"""A description stands by itself: what is said, what points there, the evidence, and what all of it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from mgi_graph.errors import NameNotFoundError, ParameterError
from mgi_graph.namespaces import GRAPH, expand, shrink
from mgi_graph.publication.description import Describer, ResourceDescription, describe_resource, is_inferred

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Quad

    from mgi_graph.store.embedded import EmbeddedStore

LAW = expand("xy:law-1")


def said(quads: tuple[Quad, ...]) -> set[tuple[str, str, str]]:
    """Return triples as a person reads them."""
    return {tuple(shrink(term.value) for term in quad.triple) for quad in quads}  # type: ignore[misc]


def labels(description: ResourceDescription) -> dict[str, set[str]]:
    return {
        shrink(each.node.value): {quad.object.value for quad in each.quads if isinstance(quad.object, Literal)}
        for each in description.labels
    }


def test_it_holds_what_is_said_of_the_thing_by_files_and_by_rules(tiny: EmbeddedStore) -> None:
    found = describe_resource(tiny, LAW).outgoing
    assert ("xy:law-1", "migov:topic", "topic:work") in said(found)
    assert said(tuple(filter(is_inferred, found))) == {("xy:law-1", "rdf:type", "migov:Instrument")}
    assert {quad.graph_name for quad in found if quad.predicate.value == expand("migov:adoptionYear")} == {
        NamedNode(f"{GRAPH}data/xy/instruments")
    }


def test_it_holds_what_files_say_that_points_at_it(tiny: EmbeddedStore) -> None:
    found = describe_resource(tiny, LAW)
    assert said(found.incoming) == {
        ("xy:finding-1", "migov:citesInstrument", "xy:law-1"),
        ("xy:finding-2", "migov:citesInstrument", "xy:law-1"),
        ("xy:finding-2", "migov:restsOn", "xy:law-1"),
    }
    assert (found.total, len(found.incoming), found.after) == (3, 4, "")  # two graphs hold one of the triples


def test_it_tells_where_its_passages_stand(tiny: EmbeddedStore) -> None:
    (passage,) = describe_resource(tiny, LAW).evidence
    assert said(passage.quads) == {
        ("xy-mgi-2021:1.2p1s1", "migov:locator", "1.2p1s1"),
        ("xy-mgi-2021:1.2p1s1", "migov:earliestPage", "12"),
        ("xy-mgi-2021:1.2p1s1", "migov:latestPage", "13"),
        ("xy-mgi-2021:1.2p1s1", "migov:inProfile", "xy:mgi-2021"),
    }


def test_it_names_all_that_it_shows(tiny: EmbeddedStore) -> None:
    assert labels(describe_resource(tiny, LAW)) == {
        "xy:law-1": {"Law 1", "Loi 1"},
        "xy:finding-1": {"Law 1 limits work."},
        "xy:mgi-2021": {"Profile 2021"},
        "topic:work": {"work"},
        "migov:topic": {"topic"},
        "migov:LegalInstrument": {"legal instrument"},
    }


def test_blank_nodes_are_closed_over(tiny: EmbeddedStore) -> None:
    found = describe_resource(tiny, expand("migov:LegalInstrument")).outgoing
    subjects = {quad.subject for quad in found}
    assert len([each for each in subjects if isinstance(each, BlankNode)]) == 4  # restriction, union, 2 list cells
    reached = {quad.object for quad in found if isinstance(quad.object, BlankNode)}
    assert reached == {each for each in subjects if isinstance(each, BlankNode)}


def test_a_circle_of_blank_nodes_ends(trig: Callable[[str], EmbeddedStore]) -> None:
    store = trig("graph:g { xy:a migov:topic _:b . _:b migov:topic _:c . _:c migov:topic _:b . }")
    assert len(describe_resource(store, expand("xy:a")).outgoing) == 3


def test_pages_of_what_points_at_it_hold_each_triple_once(tiny: EmbeddedStore) -> None:
    describer, after, pages = Describer(tiny), "", []
    while True:
        page = describer.describe(LAW, limit=1, after=after)
        pages.append(said(page.incoming))
        assert page.total == 3
        if not (after := page.after):
            break
    assert len(pages) == 3
    assert set.union(*pages) == said(Describer(tiny).describe(LAW).incoming)


def test_a_cursor_stays_valid_whatever_the_limit(describer: Describer) -> None:
    hub = expand("int:un-treaty-status")
    first = describer.describe(hub, limit=10)
    both = describer.describe(hub, limit=20)
    assert said(first.incoming) | said(describer.describe(hub, limit=10, after=first.after).incoming) == said(
        both.incoming
    )
    assert first.total == both.total > 5_000


def test_past_the_end_there_is_an_empty_page(tiny: EmbeddedStore) -> None:
    found = describe_resource(tiny, LAW, after="z z")
    assert (found.incoming, found.total, found.after) == ((), 3, "")


@pytest.mark.parametrize("after", ["nonsense", "a b c"])
def test_a_cursor_that_no_page_gave_is_refused(tiny: EmbeddedStore, after: str) -> None:
    with pytest.raises(ParameterError, match="cursor"):
        describe_resource(tiny, LAW, after=after)


def test_a_page_holds_at_least_one(tiny: EmbeddedStore) -> None:
    with pytest.raises(ParameterError, match="from 1 up"):
        describe_resource(tiny, LAW, limit=0)


@pytest.mark.parametrize("iri", ["https://w3id.org/migov/id/xy/none", "no iri", "http://[", ""])
def test_a_thing_that_the_dataset_does_not_know_is_not_found(tiny: EmbeddedStore, iri: str) -> None:
    with pytest.raises(NameNotFoundError, match="there is no resource"):
        describe_resource(tiny, iri)


def test_a_thing_that_is_only_pointed_at_is_described(tiny: EmbeddedStore) -> None:
    found = describe_resource(tiny, expand("xy:mgi-2021"))
    assert said(found.incoming) == {("xy-mgi-2021:1.2p1s1", "migov:inProfile", "xy:mgi-2021")}


def test_every_thing_of_the_dataset_can_be_described(store: EmbeddedStore, describer: Describer) -> None:
    things = {quad.subject.value for quad in store.quads() if isinstance(quad.subject, NamedNode)}
    for iri in sorted(things)[::20]:
        found = describer.describe(iri)
        assert found.outgoing
        assert {aside.node for aside in found.asides}.isdisjoint(found.groups)
