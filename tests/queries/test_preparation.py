"""What an engine gets for a saved query is worked out once, and kept within bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mgi_graph.errors import NameNotFoundError
from mgi_graph.queries import preparation
from mgi_graph.queries.preparation import LONGEST_KEPT, MOST_KEPT, prepare
from mgi_graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from mgi_graph.graph import Graph


@pytest.fixture
def store(tiny: EmbeddedStore) -> EmbeddedStore:
    """The same statements in a store that nothing was asked of."""
    copy = ox.Store()
    copy.bulk_extend(tiny.quads())
    return EmbeddedStore(copy, tiny.digest)


def kept(store: EmbeddedStore) -> int:
    return len(preparation._KEPT.get(store, {}))


def test_the_same_question_is_the_same_text_and_another_one_another(graph: Graph, store: EmbeddedStore) -> None:
    saved = graph.queries["since"]
    text = prepare(store, saved, {"year": ["1990"]})
    assert prepare(store, saved, {"year": ("1990",)}) is text
    assert prepare(store, saved, {"year": ["1991"]}) == text.replace("1990", "1991")
    assert kept(store) == 2
    changed = replace(saved, text=f"{saved.text}\n# changed")
    assert prepare(store, changed, {"year": ["1990"]}) == f"{text}\n# changed"


def test_what_is_refused_is_refused_again(graph: Graph, store: EmbeddedStore) -> None:
    for _ in range(2):
        with pytest.raises(NameNotFoundError):
            prepare(store, graph.queries["since"], {"yaer": ["1990"]})
    assert kept(store) == 0


def test_no_more_texts_are_kept_than_there_is_room_for(graph: Graph, store: EmbeddedStore) -> None:
    saved = graph.queries["since"]
    for year in range(1000, 1000 + MOST_KEPT + 5):
        prepare(store, saved, {"year": [str(year)]})
    assert kept(store) == MOST_KEPT


def test_a_long_text_is_not_kept(graph: Graph, store: EmbeddedStore) -> None:
    saved = graph.queries["since"]
    assert "1990" in prepare(store, saved, {"year": [" " * LONGEST_KEPT + "1990"]})
    assert kept(store) == 0
