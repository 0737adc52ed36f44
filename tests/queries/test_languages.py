"""A label comes in the language asked for, else in the nearest one that there is."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from mgi_graph.errors import ParameterError
from mgi_graph.namespaces import STANDARD
from mgi_graph.queries.languages import language
from mgi_graph.queries.names import read_labels
from mgi_graph.store.embedded import EmbeddedStore

THING = ox.NamedNode("https://w3id.org/migov/id/xy/a")


def labels(*tags: str | None) -> EmbeddedStore:
    store = ox.Store()
    for tag in tags:
        name = ox.Literal(f"in {tag}", language=tag) if tag else ox.Literal("in none")
        store.add(ox.Quad(THING, ox.NamedNode(f"{STANDARD['skos']}prefLabel"), name))
    return EmbeddedStore(store, "")


@pytest.mark.parametrize(
    ("there", "wanted", "found"),
    [
        (("en", "km"), "km", "in km"),
        (("en", "km-latn"), "km", "in km-latn"),
        (("en", "km", None), "km-Latn", "in km"),
        (("fr", "en", None), "km", "in en"),
        (("fr", "en-gb"), "km", "in en-gb"),
        (("fr", None), "km", "in none"),
        (("fr",), "km", "in fr"),
    ],
)
def test_the_nearest_language_is_taken(there: tuple[str | None, ...], wanted: str, found: str) -> None:
    assert read_labels(labels(*there), [THING.value], wanted)[THING.value] == found


@pytest.mark.parametrize("tag", ["", "e", "en_GB", "en-", "-en", "en GB"])
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    with pytest.raises(ParameterError, match="language tag of BCP 47"):
        language(tag)
